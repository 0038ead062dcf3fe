import type { JsonObject } from '../../asl/json.ts';
import { ErrorName } from '../../asl/state-error.ts';
import { causeCharactersMax, errorCharactersMax } from './limits.ts';

/** Why a state failed: an Error Output whose parts may be missing, as when SendTaskFailure names neither. */
export interface Failure {
  readonly error: string | undefined;
  readonly cause: string | undefined;
  /** A missed heartbeat is reported as States.Timeout, and ErrorEquals may also call it by its own name. */
  readonly missedHeartbeat?: true;
  /** Neither Retry nor Catch is asked. */
  readonly isFatal?: boolean;
}

/**
 * What a task reports, no longer than events have it: where executions are nested, each cause holds the one below, with
 * its quotes escaped once more (docs.aws.amazon.com/step-functions/latest/apireference/API_TaskFailedEventDetails.html).
 */
export function reportedFailure(error: string | undefined, cause: string | undefined): Failure {
  return { error: error?.slice(0, errorCharactersMax), cause: cause?.slice(0, causeCharactersMax) };
}

/**
 * Whether the names of an ErrorEquals match a failure; Retry and Catch share it
 * (states-language.net/spec.html#error-representation, docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html).
 *
 * | name                    | matches                                                     |
 * |-------------------------|-------------------------------------------------------------|
 * | States.ALL              | all but States.DataLimitExceeded and States.Runtime         |
 * | States.TaskFailed       | the same, and not States.Timeout                            |
 * | States.HeartbeatTimeout | a missed heartbeat                                          |
 * | any other               | itself                                                      |
 */
export function matchesError(errorEquals: readonly string[], failure: Failure): boolean {
  return errorEquals.some((name) => matches(name, failure));
}

function matches(name: string, failure: Failure): boolean {
  switch (name) {
    case ErrorName.ALL:
      return !isTerminal(failure.error);
    case ErrorName.TaskFailed:
      return failure.error === name || !(isTerminal(failure.error) || failure.error === ErrorName.Timeout);
    case ErrorName.HeartbeatTimeout:
      return failure.error === name || failure.missedHeartbeat === true;
    default:
      return failure.error === name;
  }
}

function isTerminal(error: string | undefined): boolean {
  return error === ErrorName.Runtime || error === ErrorName.DataLimitExceeded;
}

/** The specification's Error Output; AWS writes null for what the failure does not say. */
export function errorOutputOf({ error, cause }: Failure): JsonObject {
  return { Error: error ?? null, Cause: cause ?? null };
}
