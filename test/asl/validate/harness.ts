import type { ValidateOptions } from '../../../asl/validate/validate.ts';
import { validate } from '../../../asl/validate/validate.ts';
import type { rules } from '../../../asl/validate/rules.ts';

/** What one rule says of a definition: `pointer message` each. */
export function findingsOf(
  rule: keyof typeof rules,
  definition: unknown,
  options?: ValidateOptions,
): string[] {
  return validate(definition, options)
    .filter((diagnostic) => diagnostic.rule === rule)
    .map(({ pointer, message }) => `${pointer} ${message}`);
}

/** `pointer code` of every error, of whichever rule. */
export function errorsOf(definition: unknown, options?: ValidateOptions): string[] {
  return validate(definition, options)
    .filter(({ severity }) => severity === 'ERROR')
    .map(({ pointer, code }) => `${pointer} ${code}`);
}

type Fields = Readonly<Record<string, unknown>>;

/** A machine that starts at the first of its states. */
export function machineOf(states: Fields, more: Fields = {}): Fields {
  return { StartAt: Object.keys(states)[0], States: states, ...more };
}

/** A machine of one state, which ends it. */
export function machineWith(state: Fields, more: Fields = {}): Fields {
  return machineOf({ A: { End: true, ...state } }, more);
}

export function jsonataWith(state: Fields): Fields {
  return machineWith(state, { QueryLanguage: 'JSONata' });
}

export const succeed: Fields = { Type: 'Succeed' };
export const callFunction: Fields = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'price' },
};
