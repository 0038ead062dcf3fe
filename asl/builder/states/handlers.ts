import type { Handler } from '../construct.ts';
import { reference, type BlockValue, type Ref } from '../reference.ts';
import { traceBlockOver } from '../trace.ts';

/** What a handler is given: the specification's Error Output (states-language.net/spec.html#errors). */
export interface CaughtError {
  readonly Error: string;
  /** Null where the failure says no more than its name, as States.Timeout does. */
  readonly Cause: string | null;
}

/** Of an error that a task declares and throws: there is always a cause. */
export interface DeclaredError extends CaughtError {
  readonly Cause: string;
}

/** What handlers return, by error name. */
export type HandledResults = { readonly [errorName: string]: unknown };

/** The reserved error names that a state may report and Catch may name. */
export type ReservedErrorName =
  | 'States.ALL'
  | 'States.TaskFailed'
  | 'States.Timeout'
  | 'States.HeartbeatTimeout'
  | 'States.Permissions'
  | 'States.QueryEvaluationError'
  | 'States.DataLimitExceeded'
  | 'States.Http.Socket'
  | 'States.ItemReaderFailed'
  | 'States.ResultWriterFailed'
  | 'States.ExceedToleratedFailureThreshold';

/**
 * What to do about errors, by error name; `States.ALL` stands for all that no other name takes. A handler for an error
 * that cannot come from here does not compile.
 */
export type Handlers<Results, ErrorName extends string> = {
  readonly [Name in keyof Results]: (
    error: Ref<Name extends ReservedErrorName ? CaughtError : DeclaredError>,
  ) => Results[Name];
} & {
  readonly [Name in Exclude<
    keyof Results,
    ErrorName | ReservedErrorName | `Lambda.${string}`
  >]?: `${Name & string} is not declared: name an error that this declares, or a reserved one such as States.Timeout.`;
};

/** The value of the handler that is taken, in place of the result. */
export type HandledValue<Results> = { [Name in keyof Results]: BlockValue<Results[Name]> }[keyof Results];

export type AnyHandlers = { readonly [errorName: string]: (error: Ref<DeclaredError>) => unknown };

export function traceHandlers(handlers: AnyHandlers = {}): readonly Handler[] {
  const traced = Object.entries(handlers).map(([errorName, handle]) => traceHandler(errorName, handle));
  const isLast = (handler: Handler) => Number(handler.errorName === 'States.ALL');
  return Object.freeze(traced.toSorted((one, other) => isLast(one) - isLast(other)));
}

function traceHandler(errorName: string, handle: (error: Ref<DeclaredError>) => unknown): Handler {
  const { block, source: error } = traceBlockOver('error', 'error', (value) => handle(reference(value)));
  return Object.freeze({ errorName, error, block });
}
