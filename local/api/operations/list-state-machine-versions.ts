import { z } from 'zod';
import type { Engine } from '../../engine/engine.ts';
import type { Output } from '../operation.ts';
import { paginate } from '../pagination.ts';
import * as shapes from '../shapes.ts';
import { machineOnly } from '../state-machine-lookup.ts';
import { timestamp } from '../timestamp.ts';

export const listStateMachineVersionsInput = z.object({
  stateMachineArn: shapes.arn,
  nextToken: shapes.pageToken.optional(),
  maxResults: shapes.pageSize.optional(),
});

/**
 * The latest version first.
 * docs.aws.amazon.com/step-functions/latest/apireference/API_ListStateMachineVersions.html
 */
export function listStateMachineVersions(
  engine: Engine,
  input: z.output<typeof listStateMachineVersionsInput>,
): Output {
  const versions = machineOnly(engine, input.stateMachineArn).versions.toReversed();
  const { items, nextToken } = paginate(versions, input, (version) => version.arn);
  return {
    stateMachineVersions: items.map((version) => ({
      stateMachineVersionArn: version.arn,
      creationDate: timestamp(version.createdAt),
    })),
    nextToken,
  };
}
