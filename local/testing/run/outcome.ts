const mark: unique symbol = Symbol('outcome');

/** How one attempt of a task ends. `afterSeconds` of virtual time pass before anybody hears of it. */
export type Outcome<Output = unknown, ErrorName extends string = string> =
  | Succeeded<Output>
  | Failed<ErrorName>
  | Hanging;

interface Marked {
  readonly [mark]: true;
  readonly afterSeconds: number;
}

export interface Succeeded<Output = unknown> extends Marked {
  readonly type: 'succeeded';
  readonly output: Output;
}

export interface Failed<ErrorName extends string = string> extends Marked {
  readonly type: 'failed';
  readonly error: ErrorName;
  readonly cause: string;
}

/** Nobody ever answers: what happens then is the affair of TimeoutSeconds. */
export interface Hanging extends Marked {
  readonly type: 'hanging';
}

export function succeeds<Output>(output: Output): Succeeded<Output> {
  return { [mark]: true, type: 'succeeded', output, afterSeconds: 0 };
}

export function fails<const ErrorName extends string>(
  error: ErrorName,
  cause: string = error,
): Failed<ErrorName> {
  return { [mark]: true, type: 'failed', error, cause, afterSeconds: 0 };
}

export function hangs(): Hanging {
  return { [mark]: true, type: 'hanging', afterSeconds: 0 };
}

/** The same end, so many seconds of virtual time later. */
export function delayed<End extends Outcome>(seconds: number, outcome: End): End {
  return { ...outcome, afterSeconds: outcome.afterSeconds + seconds };
}

export function isOutcome(value: unknown): value is Outcome {
  return typeof value === 'object' && value !== null && mark in value;
}

/** An outcome that may take real time, because somebody awaits something. */
export type Eventually<Value> = Value | Promise<Value>;

/** Goes on at once where nothing has to be awaited, so that runs in memory never leave their turn. */
export function whenDone<Value, Result>(
  value: Eventually<Value>,
  act: (value: Value) => Eventually<Result>,
): Eventually<Result> {
  return value instanceof Promise ? value.then(act) : act(value);
}
