import { z } from 'zod';
import type { Engine } from '../../engine/engine.ts';
import type { Execution } from '../../engine/execution.ts';
import { inputOf, outcomeOf } from '../execution-description.ts';
import { getExecution } from '../execution-lookup.ts';
import type { Output } from '../operation.ts';
import * as shapes from '../shapes.ts';
import { optionalTimestamp, timestamp } from '../timestamp.ts';

export const describeExecutionInput = z.object({
  executionArn: shapes.arn,
  includedData: shapes.includedData.optional(),
});

/** docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html */
export function describeExecution(engine: Engine, input: z.output<typeof describeExecutionInput>): Output {
  const { execution } = getExecution(engine, input.executionArn);
  const { start } = execution;
  return {
    executionArn: start.arn,
    stateMachineArn: start.stateMachineArn,
    stateMachineVersionArn: start.stateMachineVersionArn,
    stateMachineAliasArn: start.stateMachineAliasArn,
    name: start.name,
    status: execution.status,
    startDate: timestamp(execution.startedAt),
    stopDate: optionalTimestamp(execution.stoppedAt),
    ...inputOf(execution, input.includedData),
    ...outcomeOf(execution, input.includedData),
    redriveCount: 0,
    ...redriveStatus(execution),
  };
}

/** docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html#redrive-eligibility */
function redriveStatus({ status }: Execution): Output {
  if (status !== 'RUNNING' && status !== 'SUCCEEDED') return { redriveStatus: 'REDRIVABLE' };
  return {
    redriveStatus: 'NOT_REDRIVABLE',
    redriveStatusReason: `Execution is ${status} and cannot be redriven`,
  };
}
