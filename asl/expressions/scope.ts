import type { Json } from '../json.ts';

/**
 * What an expression sees while it is evaluated. The caller decides what `input` is: a state's raw input, the
 * result that a ResultSelector selects from, or what an OutputPath filters.
 */
export interface EvaluationScope {
  /** `$` in a path, `$states.input` in JSONata. */
  readonly input: Json;
  /** The context object: `$$` in a path, `$states.context` in JSONata. May be a getter that builds it late. */
  readonly context: Json;
  /** A variable that Assign has set, of this scope or an outer one; undefined where there is none. */
  variable(name: string): Json | undefined;
  /** Milliseconds since 1970-01-01T00:00:00Z, for `$now()` and `$millis()`. */
  readonly now: number;
  readonly random: RandomSource;
  /** `$states.result`, where the state has one. */
  readonly result?: Json | undefined;
  /** `$states.errorOutput`, inside a catcher. */
  readonly errorOutput?: Json | undefined;
  /** Told what an evaluation has cost, in steps of about a microsecond, where that may be much. */
  spend?(steps: number): void;
}

/** The randomness of one execution. */
export interface RandomSource {
  /** Uniform in [0, 1). */
  next(): number;
  /** A version 4 UUID. */
  uuid(): string;
}
