import { ApiError } from '../engine/api-error.ts';

/**
 * Throws InvalidName for a character that no state machine, execution or activity may have in its name: white
 * space, brackets, wildcards, special, control and surrogate characters.
 * Source: docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html (name)
 */
export function checkName(name: string): void {
  if (forbidden.test(name)) throw new ApiError('InvalidName', `Invalid Name: '${name}'`);
}

const forbidden = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\p{Cs}\u{fffe}\u{ffff}\u{10000}-\u{10ffff}]/u;
