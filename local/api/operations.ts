import { type Operation, operation } from './operation.ts';
import { createActivity, createActivityInput } from './operations/create-activity.ts';
import { createStateMachine, createStateMachineInput } from './operations/create-state-machine.ts';
import {
  createStateMachineAlias,
  createStateMachineAliasInput,
} from './operations/create-state-machine-alias.ts';
import { deleteActivity, deleteActivityInput } from './operations/delete-activity.ts';
import { deleteStateMachine, deleteStateMachineInput } from './operations/delete-state-machine.ts';
import {
  deleteStateMachineAlias,
  deleteStateMachineAliasInput,
} from './operations/delete-state-machine-alias.ts';
import {
  deleteStateMachineVersion,
  deleteStateMachineVersionInput,
} from './operations/delete-state-machine-version.ts';
import { describeActivity, describeActivityInput } from './operations/describe-activity.ts';
import { describeExecution, describeExecutionInput } from './operations/describe-execution.ts';
import { describeMapRun, describeMapRunInput } from './operations/describe-map-run.ts';
import { describeStateMachine, describeStateMachineInput } from './operations/describe-state-machine.ts';
import {
  describeStateMachineAlias,
  describeStateMachineAliasInput,
} from './operations/describe-state-machine-alias.ts';
import {
  describeStateMachineForExecution,
  describeStateMachineForExecutionInput,
} from './operations/describe-state-machine-for-execution.ts';
import { getActivityTask, getActivityTaskInput } from './operations/get-activity-task.ts';
import { getExecutionHistory, getExecutionHistoryInput } from './operations/get-execution-history.ts';
import { listActivities, listActivitiesInput } from './operations/list-activities.ts';
import { listExecutions, listExecutionsInput } from './operations/list-executions.ts';
import { listMapRuns, listMapRunsInput } from './operations/list-map-runs.ts';
import {
  listStateMachineAliases,
  listStateMachineAliasesInput,
} from './operations/list-state-machine-aliases.ts';
import {
  listStateMachineVersions,
  listStateMachineVersionsInput,
} from './operations/list-state-machine-versions.ts';
import { listStateMachines, listStateMachinesInput } from './operations/list-state-machines.ts';
import { listTagsForResource, listTagsForResourceInput } from './operations/list-tags-for-resource.ts';
import {
  publishStateMachineVersion,
  publishStateMachineVersionInput,
} from './operations/publish-state-machine-version.ts';
import { redriveExecution, redriveExecutionInput } from './operations/redrive-execution.ts';
import { sendTaskFailure, sendTaskFailureInput } from './operations/send-task-failure.ts';
import { sendTaskHeartbeat, sendTaskHeartbeatInput } from './operations/send-task-heartbeat.ts';
import { sendTaskSuccess, sendTaskSuccessInput } from './operations/send-task-success.ts';
import { startExecution, startExecutionInput } from './operations/start-execution.ts';
import { startSyncExecution, startSyncExecutionInput } from './operations/start-sync-execution.ts';
import { stopExecution, stopExecutionInput } from './operations/stop-execution.ts';
import { tagResource, tagResourceInput } from './operations/tag-resource.ts';
import { testState, testStateInput } from './operations/test-state.ts';
import { untagResource, untagResourceInput } from './operations/untag-resource.ts';
import { updateMapRun, updateMapRunInput } from './operations/update-map-run.ts';
import { updateStateMachine, updateStateMachineInput } from './operations/update-state-machine.ts';
import {
  updateStateMachineAlias,
  updateStateMachineAliasInput,
} from './operations/update-state-machine-alias.ts';
import {
  validateStateMachineDefinition,
  validateStateMachineDefinitionInput,
} from './operations/validate-state-machine-definition.ts';

/** The API: every operation that this engine answers, by the name that requests give. */
export const operations: ReadonlyMap<string, Operation> = new Map([
  ['CreateActivity', operation(createActivityInput, createActivity)],
  ['CreateStateMachine', operation(createStateMachineInput, createStateMachine)],
  ['CreateStateMachineAlias', operation(createStateMachineAliasInput, createStateMachineAlias)],
  ['DeleteActivity', operation(deleteActivityInput, deleteActivity)],
  ['DeleteStateMachine', operation(deleteStateMachineInput, deleteStateMachine)],
  ['DeleteStateMachineAlias', operation(deleteStateMachineAliasInput, deleteStateMachineAlias)],
  ['DeleteStateMachineVersion', operation(deleteStateMachineVersionInput, deleteStateMachineVersion)],
  ['DescribeActivity', operation(describeActivityInput, describeActivity)],
  ['DescribeExecution', operation(describeExecutionInput, describeExecution)],
  ['DescribeMapRun', operation(describeMapRunInput, describeMapRun)],
  ['DescribeStateMachine', operation(describeStateMachineInput, describeStateMachine)],
  ['DescribeStateMachineAlias', operation(describeStateMachineAliasInput, describeStateMachineAlias)],
  [
    'DescribeStateMachineForExecution',
    operation(describeStateMachineForExecutionInput, describeStateMachineForExecution),
  ],
  ['GetActivityTask', operation(getActivityTaskInput, getActivityTask)],
  ['GetExecutionHistory', operation(getExecutionHistoryInput, getExecutionHistory)],
  ['ListActivities', operation(listActivitiesInput, listActivities)],
  ['ListExecutions', operation(listExecutionsInput, listExecutions)],
  ['ListMapRuns', operation(listMapRunsInput, listMapRuns)],
  ['ListStateMachineAliases', operation(listStateMachineAliasesInput, listStateMachineAliases)],
  ['ListStateMachineVersions', operation(listStateMachineVersionsInput, listStateMachineVersions)],
  ['ListStateMachines', operation(listStateMachinesInput, listStateMachines)],
  ['ListTagsForResource', operation(listTagsForResourceInput, listTagsForResource)],
  ['PublishStateMachineVersion', operation(publishStateMachineVersionInput, publishStateMachineVersion)],
  ['RedriveExecution', operation(redriveExecutionInput, redriveExecution)],
  ['SendTaskFailure', operation(sendTaskFailureInput, sendTaskFailure)],
  ['SendTaskHeartbeat', operation(sendTaskHeartbeatInput, sendTaskHeartbeat)],
  ['SendTaskSuccess', operation(sendTaskSuccessInput, sendTaskSuccess)],
  ['StartExecution', operation(startExecutionInput, startExecution)],
  ['StartSyncExecution', operation(startSyncExecutionInput, startSyncExecution)],
  ['StopExecution', operation(stopExecutionInput, stopExecution)],
  ['TagResource', operation(tagResourceInput, tagResource)],
  ['TestState', operation(testStateInput, testState)],
  ['UntagResource', operation(untagResourceInput, untagResource)],
  ['UpdateMapRun', operation(updateMapRunInput, updateMapRun)],
  ['UpdateStateMachine', operation(updateStateMachineInput, updateStateMachine)],
  ['UpdateStateMachineAlias', operation(updateStateMachineAliasInput, updateStateMachineAlias)],
  [
    'ValidateStateMachineDefinition',
    operation(validateStateMachineDefinitionInput, validateStateMachineDefinition),
  ],
]);
