import type { Handler } from '../construct.ts';
import { reference, type BlockValue, type Ref } from '../reference.ts';
import { traceBlockOver } from '../trace.ts';

/** What a handler is given: the specification's Error Output (states-language.net/spec.html#errors). */
export interface CaughtError {
  readonly Error: string;
  readonly Cause: string;
}

/** What to do about errors, by error name. `States.ALL` stands for all that no other name takes. */
export type Handlers = { readonly [errorName: string]: (error: Ref<CaughtError>) => unknown };

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

/** Refuses a handler for an error that cannot come from here. */
export type CheckedHandlers<H, ErrorName extends string> = {
  readonly [Name in keyof H]: Name extends ErrorName | ReservedErrorName | `Lambda.${string}`
    ? H[Name]
    : `${Name & string} is not declared: this may only fail with ${ErrorName} or with a reserved error name such as States.Timeout.`;
};

/** What the handlers return, one of which takes the place of the result. */
export type HandledValue<H> = {
  [Name in keyof H]: H[Name] extends (...parameters: never[]) => infer R ? BlockValue<R> : never;
}[keyof H];

export function traceHandlers(handlers: Handlers = {}): readonly Handler[] {
  const traced = Object.entries(handlers).map(([errorName, handle]) => traceHandler(errorName, handle));
  const isLast = (handler: Handler) => Number(handler.errorName === 'States.ALL');
  return Object.freeze(traced.toSorted((one, other) => isLast(one) - isLast(other)));
}

function traceHandler(errorName: string, handle: Handlers[string]): Handler {
  const { block, source: error } = traceBlockOver('error', 'error', (value) => handle(reference(value)));
  return Object.freeze({ errorName, error, block });
}
