import type { JsonObject } from '../../json.ts';
import { errorsInWords } from '../words/error-words.ts';
import { fieldsOf, listIn } from '../words/fields.ts';
import { changed, type Change } from './change.ts';
import type { Pair } from './located-state.ts';

/** What happens differently when the state fails, as far as Retry decides it. */
export function retryChanges({ before, after }: Pair): readonly Change[] {
  const old = retriersOf(before.fields);
  const now = retriersOf(after.fields);
  const name = after.name;
  const all = [...new Set([...now.keys(), ...old.keys()])];
  const changes = all.flatMap((errors) => {
    const sentence = sentenceOf(name, errors, old.get(errors), now.get(errors));
    return sentence === undefined ? [] : [changed(name, 'retry', sentence)];
  });
  const kept = [...old.keys()].filter((errors) => now.has(errors));
  const order = [...now.keys()].filter((errors) => old.has(errors));
  if (kept.join('\n') === order.join('\n')) return changes;
  return [...changes, changed(name, 'retry', `${name} looks through its retries in another order`)];
}

interface Retrier {
  readonly attempts: number;
  readonly interval: number;
  readonly rate: number;
  readonly most: number | undefined;
  readonly jitter: boolean;
}

/** By the errors that they retry, in words: that is what one retrier is told from another by. */
function retriersOf(fields: JsonObject): ReadonlyMap<string, Retrier> {
  return new Map(
    listIn(fields, 'Retry')
      .map(fieldsOf)
      .map((retrier) => [errorsInWords(retrier['ErrorEquals']), readRetrier(retrier)]),
  );
}

/** With the defaults of states-language.net/spec.html#retrying-after-error. */
function readRetrier(retrier: JsonObject): Retrier {
  const number = (field: string): number | undefined => {
    const value = retrier[field];
    return typeof value === 'number' ? value : undefined;
  };
  return {
    attempts: number('MaxAttempts') ?? 3,
    interval: number('IntervalSeconds') ?? 1,
    rate: number('BackoffRate') ?? 2,
    most: number('MaxDelaySeconds'),
    jitter: retrier['JitterStrategy'] === 'FULL',
  };
}

function sentenceOf(
  name: string,
  errors: string,
  old: Retrier | undefined,
  now: Retrier | undefined,
): string | undefined {
  const cause = `after ${withArticle(errors)}`;
  if (now === undefined) return `${name} is no longer retried ${cause}`;
  if (old === undefined) {
    if (now.attempts === 0) return `${name} is now never retried ${cause}`;
    return `${name} is now retried ${cause}, up to ${times(now.attempts)}`;
  }
  const parts = [...attemptsChange(old, now), ...delayChanges(old, now)];
  return parts.length === 0 ? undefined : `${name} is retried ${cause} ${parts.join(', and ')}`;
}

function attemptsChange(old: Retrier, now: Retrier): readonly string[] {
  return old.attempts === now.attempts ? [] : [`up to ${times(now.attempts)} instead of ${old.attempts}`];
}

function delayChanges(old: Retrier, now: Retrier): readonly string[] {
  return [
    ...(old.interval === now.interval ? [] : [`first after ${now.interval} s instead of ${old.interval} s`]),
    ...(old.rate === now.rate ? [] : [`each wait ${now.rate}× the one before instead of ${old.rate}×`]),
    ...(old.most === now.most ? [] : [`waiting ${limit(now.most)} instead of ${limit(old.most)}`]),
    ...(old.jitter === now.jitter ? [] : [now.jitter ? 'now with jitter' : 'no longer with jitter']),
  ];
}

function limit(seconds: number | undefined): string {
  return seconds === undefined ? 'without a limit' : `at most ${seconds} s`;
}

function times(count: number): string {
  return count === 1 ? '1 time' : `${count} times`;
}

/** `a timeout`, `any error`, `OutOfStock` */
export function withArticle(errors: string): string {
  return /^(timeout|missed|missing)/.test(errors) ? `a ${errors}` : errors;
}
