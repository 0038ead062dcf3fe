import { z } from 'zod';
import { ApiError } from '../../engine/api-error.ts';
import type { Engine } from '../../engine/engine.ts';
import { checkRouting } from '../alias-routing.ts';
import type { Output } from '../operation.ts';
import * as shapes from '../shapes.ts';
import { timestamp } from '../timestamp.ts';

export const createStateMachineAliasInput = z.object({
  name: shapes.aliasName,
  description: z.string().max(256).optional(),
  routingConfiguration: shapes.routingConfiguration,
});

/** Per state machine (docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html). */
const aliasesMax = 100;

/**
 * Idempotent: the same name, description and routing answer the alias that exists.
 * docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachineAlias.html
 */
export function createStateMachineAlias(
  engine: Engine,
  input: z.output<typeof createStateMachineAliasInput>,
): Output {
  const { machine, routing } = checkRouting(engine, input.routingConfiguration);
  const requested = { name: input.name, description: input.description, routing };
  const existing = machine.aliases.find(({ name }) => name === input.name);
  if (existing !== undefined && !isSame(existing, requested)) {
    throw new ApiError(
      'ConflictException',
      'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
    );
  }
  if (existing === undefined && machine.aliases.length >= aliasesMax) {
    throw new ApiError('ServiceQuotaExceededException', `A state machine has at most ${aliasesMax} aliases.`);
  }
  const alias = existing ?? engine.stateMachines.putAlias(machine.arn, requested);
  return { stateMachineAliasArn: alias.arn, creationDate: timestamp(alias.createdAt) };
}

type Requested = { readonly description: string | undefined; readonly routing: readonly object[] };

function isSame(one: Requested, other: Requested): boolean {
  return (
    one.description === other.description && JSON.stringify(one.routing) === JSON.stringify(other.routing)
  );
}
