import { ApiError } from '../engine/api-error.ts';
import type { StateMachineType } from '../engine/state-machine.ts';
import { parseJsonText } from './json-text.ts';

/** Throws InvalidDefinition, in the service's words, for what is no valid definition of a machine of that type. */
export function checkDefinition(definition: string, _type: StateMachineType): void {
  const parsed = parseJsonText(definition);
  if (!parsed.valid) {
    throw new ApiError(
      'InvalidDefinition',
      `Invalid State Machine Definition: 'INVALID_JSON_DESCRIPTION: ${parsed.reason}'`,
    );
  }
}
