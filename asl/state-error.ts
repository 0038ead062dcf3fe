import type { Json } from './json.ts';

/**
 * The reserved error names (states-language.net/spec.html#appendix-a and the error-handling page of the
 * Step Functions developer guide). Names that a task reports are its own and are not listed here.
 */
export const ErrorName = {
  ALL: 'States.ALL',
  BranchFailed: 'States.BranchFailed',
  DataLimitExceeded: 'States.DataLimitExceeded',
  ExceedToleratedFailureThreshold: 'States.ExceedToleratedFailureThreshold',
  HeartbeatTimeout: 'States.HeartbeatTimeout',
  HttpSocket: 'States.Http.Socket',
  IntrinsicFailure: 'States.IntrinsicFailure',
  ItemReaderFailed: 'States.ItemReaderFailed',
  NoChoiceMatched: 'States.NoChoiceMatched',
  ParameterPathFailure: 'States.ParameterPathFailure',
  Permissions: 'States.Permissions',
  QueryEvaluationError: 'States.QueryEvaluationError',
  ResultPathMatchFailure: 'States.ResultPathMatchFailure',
  ResultWriterFailed: 'States.ResultWriterFailed',
  Runtime: 'States.Runtime',
  TaskFailed: 'States.TaskFailed',
  Timeout: 'States.Timeout',
} as const;

/** What a failed state reports: the specification's Error Output (states-language.net/spec.html#errors). */
export interface ErrorOutput {
  readonly Error: string;
  readonly Cause: string;
}

/**
 * A state has failed. Retry and Catch decide what that means; nothing else may swallow it.
 * Thrown by the evaluation of expressions and by the interpreter; reported by tasks as data.
 */
export class StateError extends Error {
  override readonly name = 'StateError';
  /** The error name that ErrorEquals is matched against, at most 256 characters. */
  readonly error: string;
  /** Human-readable, at most 32,768 characters; absent where AWS gives none. */
  override readonly cause: string | undefined;

  constructor(error: string, cause?: string) {
    super(cause === undefined ? error : `${error}: ${cause}`);
    this.error = error;
    this.cause = cause;
  }

  /** The Error Output as a catcher sees it: fields that were not given are absent. */
  toJSON(): { readonly [key: string]: Json } {
    return this.cause === undefined ? { Error: this.error } : { Error: this.error, Cause: this.cause };
  }
}
