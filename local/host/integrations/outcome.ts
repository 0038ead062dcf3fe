import { ErrorName } from '../../../asl/state-error.ts';
import type { Json } from '../../../asl/json.ts';

/** How a call ended, in the terms of a task. */
export type Outcome = Success | Failure;

export interface Success {
  readonly type: 'succeeded';
  readonly output: Json;
}

export interface Failure {
  readonly type: 'failed';
  readonly error: string;
  readonly cause: string;
}

export function succeeded(output: Json): Success {
  return { type: 'succeeded', output };
}

export function failed(error: string, cause: string): Failure {
  return { type: 'failed', error, cause };
}

/**
 * The task cannot be carried out here at all. Neither Retry nor Catch handles States.Runtime, so that what is
 * missing on this machine never looks like a failure that the workflow is made for.
 */
export function notPossible(cause: string): Failure {
  return failed(ErrorName.Runtime, cause);
}
