import { ErrorName } from '../../state-error.ts';
import type { Json, JsonObject } from '../../json.ts';

/** The reserved names as a reader says them; names that a task reports are its own words already. */
const words: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    [ErrorName.ALL]: 'any error',
    [ErrorName.TaskFailed]: 'any task failure',
    [ErrorName.Timeout]: 'timeout',
    [ErrorName.HeartbeatTimeout]: 'missed heartbeat',
    [ErrorName.Permissions]: 'missing permission',
    [ErrorName.DataLimitExceeded]: 'too much data',
    [ErrorName.ExceedToleratedFailureThreshold]: 'too many failed items',
  }),
);

/** ErrorEquals as `timeout or OutOfStock`. */
export function errorsInWords(errorEquals: Json | undefined): string {
  const names = inWords(errorEquals);
  return names.length === 0 ? 'no error' : alternatives(names);
}

/** A sentence names no more errors than these, where it would name more than one beyond them. */
const namedErrorsMax = 3;

/** For a sentence: `Throttled, Busy, Slow or 7 other errors`. */
export function errorsInShort(errorEquals: Json): string {
  const names = inWords(errorEquals);
  const rest = names.length - namedErrorsMax;
  return rest <= 1
    ? errorsInWords(errorEquals)
    : alternatives([...names.slice(0, namedErrorsMax), `${rest} other errors`]);
}

function inWords(errorEquals: Json | undefined): readonly string[] {
  return Array.isArray(errorEquals) ? errorEquals.map((name) => words.get(String(name)) ?? String(name)) : [];
}

/** `a`, `a or b`, `a, b or c` */
export function alternatives(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/** Defaults of states-language.net/spec.html#retrying-after-error */
const defaults = { IntervalSeconds: 1, MaxAttempts: 3, BackoffRate: 2 } as const;

export interface Retry {
  /** MaxAttempts: how often at most; 0 forbids what a later retrier would do. */
  readonly attempts: number;
  /** `retries a timeout up to 3 times, first after 1 s, then 2× longer each time` */
  readonly words: string;
}

export function retrierInWords(retrier: JsonObject): Retry {
  const number = (field: keyof typeof defaults) => {
    const value = retrier[field];
    return typeof value === 'number' ? value : defaults[field];
  };
  const attempts = number('MaxAttempts');
  const errors = errorsInWords(retrier['ErrorEquals']);
  if (attempts === 0) return { attempts, words: `never retries ${errors}` };
  const rate = number('BackoffRate');
  const most = retrier['MaxDelaySeconds'];
  const parts = [
    `retries ${errors} up to ${attempts} ${attempts === 1 ? 'time' : 'times'}`,
    `first after ${number('IntervalSeconds')} s`,
    ...(rate === 1 || attempts === 1 ? [] : [`then ${rate}× longer each time`]),
    ...(typeof most === 'number' ? [`at most ${most} s`] : []),
    ...(retrier['JitterStrategy'] === 'FULL' ? ['with full jitter'] : []),
  ];
  return { attempts, words: parts.join(', ') };
}
