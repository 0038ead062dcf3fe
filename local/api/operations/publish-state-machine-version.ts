import { z } from 'zod';
import { ApiError } from '../../engine/api-error.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Output } from '../operation.ts';
import * as shapes from '../shapes.ts';
import { machineOnly } from '../state-machine-lookup.ts';
import { timestamp } from '../timestamp.ts';

export const publishStateMachineVersionInput = z.object({
  stateMachineArn: shapes.arn,
  revisionId: z.string().optional(),
  description: shapes.versionDescription.optional(),
});

/** How a machine that was never updated calls its revision (API_PublishStateMachineVersion.html). */
const firstRevisionId = 'INITIAL';

/** docs.aws.amazon.com/step-functions/latest/apireference/API_PublishStateMachineVersion.html */
export function publishStateMachineVersion(
  engine: Engine,
  input: z.output<typeof publishStateMachineVersionInput>,
): Output {
  const machine = machineOnly(engine, input.stateMachineArn);
  const revisionId = machine.revision.revisionId ?? firstRevisionId;
  if (input.revisionId !== undefined && input.revisionId !== revisionId) {
    throw new ApiError(
      'ConflictException',
      `Failed to publish the State Machine version for revision ${input.revisionId}. The current State Machine revision is ${revisionId}.`,
    );
  }
  const version = engine.stateMachines.publish(machine.arn, input.description);
  return { stateMachineVersionArn: version.arn, creationDate: timestamp(version.createdAt) };
}
