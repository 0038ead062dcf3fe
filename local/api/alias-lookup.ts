import { ApiError } from '../engine/api-error.ts';
import { parseStateMachineArn } from '../engine/arn.ts';
import type { Engine } from '../engine/engine.ts';
import type { Alias, StateMachine } from '../engine/state-machine.ts';

/** Throws InvalidArn and ResourceNotFound. */
export function getAlias(
  engine: Engine,
  aliasArn: string,
): { readonly machine: StateMachine; readonly alias: Alias } {
  const machine = engine.stateMachines.find(parseStateMachineArn(aliasArn).arn);
  const alias = machine?.aliases.find(({ arn }) => arn === aliasArn);
  if (machine === undefined || alias === undefined) {
    throw new ApiError('ResourceNotFound', 'Request references a resource that does not exist.');
  }
  return { machine, alias };
}
