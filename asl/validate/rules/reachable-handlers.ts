import { isJsonObject, type Json } from '../../json.ts';
import { ErrorName } from '../../state-error.ts';
import type { Machine } from '../machine.ts';
import { at } from '../place.ts';
import { type Finding, warning } from '../rule.ts';

/**
 * Of the retriers and of the catchers the first that matches an error takes it, even if it has no attempts left or never
 * had any: one whose errors are all taken before it does nothing (states-language.net/spec.html#errors).
 */
export function* reachableHandlers(machine: Machine): Iterable<Finding> {
  for (const { fields, place } of machine.states) {
    for (const [field, word] of handlers) {
      for (const { index, takers } of unreached(fields[field])) {
        const others = takers.map((taker) => `${field}/${taker}`).join(' and ');
        const message =
          `No error reaches this ${word}: ${others} ${takers.length > 1 ? 'take' : 'takes'} all that it names. ` +
          'Put it before, or remove it.';
        yield warning('UNREACHABLE_HANDLER', message, at(place, field, index));
      }
    }
  }
}

const handlers = [
  ['Retry', 'retrier'],
  ['Catch', 'catcher'],
] as const;

interface Unreached {
  readonly index: number;
  /** Those before it that take its errors, each once. */
  readonly takers: readonly number[];
}

function* unreached(list: Json | undefined): Iterable<Unreached> {
  if (!Array.isArray(list)) return;
  const takenBy = new Map<string, number>();
  for (const [index, handler] of list.entries()) {
    const names = namesOf(handler);
    const takers = names.map((name) => takerOf(name, takenBy)).filter((taker) => taker !== undefined);
    if (names.length > 0 && takers.length === names.length) {
      yield { index, takers: [...new Set(takers)].sort((a, b) => a - b) };
    }
    for (const name of names) if (!takenBy.has(name)) takenBy.set(name, index);
  }
}

/** Nothing where one of them is no name, which another rule finds. */
function namesOf(handler: Json): readonly string[] {
  const names = isJsonObject(handler) ? handler['ErrorEquals'] : undefined;
  if (!Array.isArray(names)) return [];
  const texts = names.filter((name) => typeof name === 'string');
  return texts.length === names.length ? texts : [];
}

/** States.ALL counts for itself alone: before others it is an error, and after others it is a sound habit. */
function takerOf(name: string, takenBy: ReadonlyMap<string, number>): number | undefined {
  const takers = [takenBy.get(name), takenBy.get(widerName(name))].filter((taker) => taker !== undefined);
  return takers.length === 0 ? undefined : Math.min(...takers);
}

/** A name that matches all that this one does; itself where there is none. */
function widerName(name: string): string {
  if (name === ErrorName.HeartbeatTimeout) return ErrorName.Timeout;
  return beyondTaskFailed.has(name) ? name : ErrorName.TaskFailed;
}

/** What States.TaskFailed does not match (docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html). */
const beyondTaskFailed: ReadonlySet<string> = new Set([
  ErrorName.ALL,
  ErrorName.Timeout,
  ErrorName.Runtime,
  ErrorName.DataLimitExceeded,
]);
