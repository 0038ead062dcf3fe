import { z } from 'zod';
import type { Engine } from '../../engine/engine.ts';
import { getExecution } from '../execution-lookup.ts';
import type { Output } from '../operation.ts';
import { describeRevision } from '../revision-description.ts';
import * as shapes from '../shapes.ts';
import { timestamp } from '../timestamp.ts';

export const describeStateMachineForExecutionInput = z.object({
  executionArn: shapes.arn,
  includedData: shapes.includedData.optional(),
});

/**
 * The machine as it was when the execution started.
 * docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachineForExecution.html
 */
export function describeStateMachineForExecution(
  engine: Engine,
  input: z.output<typeof describeStateMachineForExecutionInput>,
): Output {
  const { machine, revision, execution } = getExecution(engine, input.executionArn);
  const { stateMachineArn, mapRun } = execution.start;
  return {
    stateMachineArn,
    name: machine.name,
    updateDate: timestamp(revision.updatedAt),
    mapRunArn: mapRun?.arn,
    label: stateMachineArn.split('/')[1],
    ...describeRevision(revision, input.includedData),
  };
}
