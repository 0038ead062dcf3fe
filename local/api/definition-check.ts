import { invalidDefinitionMessage } from '../../asl/validate/diagnostic.ts';
import { validate } from '../../asl/validate/validate.ts';
import { ApiError } from '../engine/api-error.ts';
import type { StateMachineType } from '../engine/state-machine.ts';
import { labelRefusal } from './label-refusal.ts';

/** Throws InvalidDefinition, in the service's words, for what is no valid definition of a machine of that type. */
export function checkDefinition(definition: string, type: StateMachineType): void {
  const diagnostics = validate(definition, { type });
  const message = labelRefusal(definition, diagnostics) ?? invalidDefinitionMessage(diagnostics);
  if (message !== undefined) throw new ApiError('InvalidDefinition', message);
}
