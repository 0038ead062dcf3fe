import { z } from 'zod';
import type { Engine } from '../../engine/engine.ts';
import type { Output } from '../operation.ts';
import { paginate } from '../pagination.ts';
import * as shapes from '../shapes.ts';
import { timestamp } from '../timestamp.ts';

export const listStateMachineAliasesInput = z.object({
  stateMachineArn: shapes.arn,
  nextToken: shapes.pageToken.optional(),
  maxResults: shapes.pageSize.optional(),
});

/**
 * The aliases of a machine, or those that lead to one of its versions.
 * docs.aws.amazon.com/step-functions/latest/apireference/API_ListStateMachineAliases.html
 */
export function listStateMachineAliases(
  engine: Engine,
  input: z.output<typeof listStateMachineAliasesInput>,
): Output {
  const { machine, version } = engine.stateMachines.resolve(input.stateMachineArn);
  const aliases = machine.aliases.filter(
    ({ routing }) => version === undefined || routing.some(({ versionArn }) => versionArn === version.arn),
  );
  const { items, nextToken } = paginate(aliases, input, (alias) => alias.arn);
  return {
    stateMachineAliases: items.map((alias) => ({
      stateMachineAliasArn: alias.arn,
      creationDate: timestamp(alias.createdAt),
    })),
    nextToken,
  };
}
