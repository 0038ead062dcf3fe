import { z } from 'zod';
import type { Engine } from '../../engine/engine.ts';
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
  const started = getExecution(engine, input.executionArn);
  const { execution } = started;
  const { start } = execution;
  const redrive = engine.redriveStatus(started);
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
    traceHeader: start.traceHeader,
    mapRunArn: start.mapRun?.arn,
    redriveCount: execution.redriveCount,
    redriveDate: optionalTimestamp(execution.redrivenAt),
    redriveStatus: redrive.status,
    redriveStatusReason: 'reason' in redrive ? redrive.reason : undefined,
  };
}
