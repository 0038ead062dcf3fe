import { z } from 'zod';
import { ApiError } from '../../engine/api-error.ts';
import type { Engine } from '../../engine/engine.ts';
import { getAlias } from '../alias-lookup.ts';
import { checkRouting } from '../alias-routing.ts';
import type { Output } from '../operation.ts';
import * as shapes from '../shapes.ts';
import { timestamp } from '../timestamp.ts';

export const updateStateMachineAliasInput = z.object({
  stateMachineAliasArn: shapes.arn,
  description: z.string().max(256).optional(),
  routingConfiguration: shapes.routingConfiguration.optional(),
});

/** docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachineAlias.html */
export function updateStateMachineAlias(
  engine: Engine,
  input: z.output<typeof updateStateMachineAliasInput>,
): Output {
  const { machine, alias } = getAlias(engine, input.stateMachineAliasArn);
  const { description = alias.description, routingConfiguration } = input;
  if (input.description === undefined && routingConfiguration === undefined) {
    throw new ApiError(
      'ValidationException',
      'Either the description or the routingConfiguration must be specified.',
      { reason: 'MISSING_REQUIRED_PARAMETER' },
    );
  }
  const routing = routingConfiguration ? checkRouting(engine, routingConfiguration).routing : alias.routing;
  const updated = engine.stateMachines.putAlias(machine.arn, { name: alias.name, description, routing });
  return { updateDate: timestamp(updated.updatedAt) };
}
