import type { JsonObject } from '../../json.ts';
import { errorsInShort, errorsInWords } from '../words/error-words.ts';
import { fieldsOf, listIn } from '../words/fields.ts';
import { changed, type Change } from './change.ts';
import type { Pair } from './located-state.ts';
import { newOrder } from './order-words.ts';

/** What happens differently when the state fails, as far as Retry decides it. */
export function retryChanges({ before, after }: Pair): readonly Change[] {
  const old = retriersOf(before.fields);
  const now = retriersOf(after.fields);
  const name = after.name;
  const heirs = heirsOf(old, now);
  const fresh = [...now.keys()].filter((errors) => ![...heirs.values()].includes(errors));
  const sentences = [
    ...fresh.map((errors) => newSentence(name, now.get(errors))),
    ...[...old].map(([errors, retrier]) => {
      const heir = now.get(heirs.get(errors) ?? '');
      if (heir === undefined) return `${name} is no longer retried ${afterErrors(retrier.names)}`;
      return changedSentence(name, retrier, heir);
    }),
    orderSentence(name, [...old.keys()], [...now.keys()]),
  ];
  return sentences.filter((words) => words !== undefined).map((words) => changed(name, 'retry', words));
}

/** By its errors in words, what each retrier of before is now: that of the same errors, else a new one that shares some. */
function heirsOf(old: Retriers, now: Retriers): ReadonlyMap<string, string> {
  const heirs = new Map(
    [...old.keys()].filter((errors) => now.has(errors)).map((errors) => [errors, errors]),
  );
  const fresh = new Set([...now.keys()].filter((errors) => !old.has(errors)));
  for (const [errors, { names }] of old) {
    if (heirs.has(errors)) continue;
    const heir = [...fresh].find((candidate) =>
      now.get(candidate)?.names.some((name) => names.includes(name)),
    );
    if (heir === undefined) continue;
    heirs.set(errors, heir);
    fresh.delete(heir);
  }
  return heirs;
}

function orderSentence(name: string, old: readonly string[], now: readonly string[]): string | undefined {
  const order = newOrder(old, now);
  return order === undefined ? undefined : `${name} now looks for the retries of ${order}`;
}

interface Retrier {
  readonly names: readonly string[];
  readonly attempts: number;
  readonly interval: number;
  readonly rate: number;
  readonly most: number | undefined;
  readonly jitter: boolean;
}

type Retriers = ReadonlyMap<string, Retrier>;

/** By the errors that they retry, in words: that is what one retrier is told from another by. */
function retriersOf(fields: JsonObject): Retriers {
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
    names: listIn(retrier, 'ErrorEquals').map(String),
    attempts: number('MaxAttempts') ?? 3,
    interval: number('IntervalSeconds') ?? 1,
    rate: number('BackoffRate') ?? 2,
    most: number('MaxDelaySeconds'),
    jitter: retrier['JitterStrategy'] === 'FULL',
  };
}

function newSentence(name: string, now: Retrier | undefined): string | undefined {
  if (now === undefined) return undefined;
  const cause = afterErrors(now.names);
  if (now.attempts === 0) return `${name} is now never retried ${cause}`;
  return `${name} is now retried ${cause}, up to ${times(now.attempts)}`;
}

function changedSentence(name: string, old: Retrier, now: Retrier): string | undefined {
  if (now.attempts === 0 && old.attempts > 0) {
    return `${name} is now never retried ${afterErrors(now.names)} (it was up to ${times(old.attempts)})`;
  }
  const parts = [...attemptsChange(old, now), ...delayChanges(old, now)];
  const errors = errorsChange(old, now);
  if (errors !== undefined) return [`${name} is ${errors}`, ...parts].join(', and ');
  return parts.length === 0
    ? undefined
    : `${name} is retried ${afterErrors(now.names)} ${parts.join(', and ')}`;
}

/** What is retried more or less than before; of a long list only the change is read. */
function errorsChange(old: Retrier, now: Retrier): string | undefined {
  const more = now.names.filter((error) => !old.names.includes(error));
  const less = old.names.filter((error) => !now.names.includes(error));
  if (more.length === 0 && less.length === 0) return undefined;
  if (less.length === 0) return `now also retried ${afterErrors(more)}`;
  if (more.length === 0) return `no longer retried ${afterErrors(less)}`;
  return `now retried ${afterErrors(more)}, and no longer ${afterErrors(less)}`;
}

function afterErrors(names: readonly string[]): string {
  return `after ${withArticle(errorsInShort(names))}`;
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
