import { z } from 'zod';
import type { Engine } from '../../engine/engine.ts';
import type { Output } from '../operation.ts';
import { describeRevision } from '../revision-description.ts';
import * as shapes from '../shapes.ts';
import { timestamp } from '../timestamp.ts';

export const describeStateMachineInput = z.object({
  stateMachineArn: shapes.arn,
  includedData: shapes.includedData.optional(),
});

/**
 * A machine, or one of its versions (which has a description of its own).
 * docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html
 */
export function describeStateMachine(
  engine: Engine,
  input: z.output<typeof describeStateMachineInput>,
): Output {
  const { machine, revision, version } = engine.stateMachines.resolve(input.stateMachineArn);
  return {
    stateMachineArn: version?.arn ?? machine.arn,
    name: machine.name,
    status: 'ACTIVE',
    type: machine.type,
    creationDate: timestamp((version ?? machine).createdAt),
    description: version?.description,
    ...describeRevision(revision, input.includedData),
  };
}
