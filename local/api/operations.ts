import { type Operation, operation } from './operation.ts';
import { createStateMachine, createStateMachineInput } from './operations/create-state-machine.ts';
import { deleteStateMachine, deleteStateMachineInput } from './operations/delete-state-machine.ts';
import { describeExecution, describeExecutionInput } from './operations/describe-execution.ts';
import { describeStateMachine, describeStateMachineInput } from './operations/describe-state-machine.ts';
import {
  describeStateMachineForExecution,
  describeStateMachineForExecutionInput,
} from './operations/describe-state-machine-for-execution.ts';
import { getExecutionHistory, getExecutionHistoryInput } from './operations/get-execution-history.ts';
import { listExecutions, listExecutionsInput } from './operations/list-executions.ts';
import { listStateMachines, listStateMachinesInput } from './operations/list-state-machines.ts';
import { sendTaskFailure, sendTaskFailureInput } from './operations/send-task-failure.ts';
import { sendTaskHeartbeat, sendTaskHeartbeatInput } from './operations/send-task-heartbeat.ts';
import { sendTaskSuccess, sendTaskSuccessInput } from './operations/send-task-success.ts';
import { startExecution, startExecutionInput } from './operations/start-execution.ts';
import { startSyncExecution, startSyncExecutionInput } from './operations/start-sync-execution.ts';
import { stopExecution, stopExecutionInput } from './operations/stop-execution.ts';
import { updateStateMachine, updateStateMachineInput } from './operations/update-state-machine.ts';

/** The API: every operation that this engine answers, by the name that requests give. */
export const operations: ReadonlyMap<string, Operation> = new Map([
  ['CreateStateMachine', operation(createStateMachineInput, createStateMachine)],
  ['DeleteStateMachine', operation(deleteStateMachineInput, deleteStateMachine)],
  ['DescribeExecution', operation(describeExecutionInput, describeExecution)],
  ['DescribeStateMachine', operation(describeStateMachineInput, describeStateMachine)],
  [
    'DescribeStateMachineForExecution',
    operation(describeStateMachineForExecutionInput, describeStateMachineForExecution),
  ],
  ['GetExecutionHistory', operation(getExecutionHistoryInput, getExecutionHistory)],
  ['ListExecutions', operation(listExecutionsInput, listExecutions)],
  ['ListStateMachines', operation(listStateMachinesInput, listStateMachines)],
  ['SendTaskFailure', operation(sendTaskFailureInput, sendTaskFailure)],
  ['SendTaskHeartbeat', operation(sendTaskHeartbeatInput, sendTaskHeartbeat)],
  ['SendTaskSuccess', operation(sendTaskSuccessInput, sendTaskSuccess)],
  ['StartExecution', operation(startExecutionInput, startExecution)],
  ['StartSyncExecution', operation(startSyncExecutionInput, startSyncExecution)],
  ['StopExecution', operation(stopExecutionInput, stopExecution)],
  ['UpdateStateMachine', operation(updateStateMachineInput, updateStateMachine)],
]);
