import { isJsonObject, type Json } from '../../json.ts';
import { duration } from '../words/detail.ts';

/** What one change is about, for filters and pictures; the words say the rest. */
export type ChangeType = 'added' | 'removed' | 'renamed' | 'moved' | 'rerouted' | 'changed';

export interface Change {
  readonly type: ChangeType;
  /** The state as it is called now, or was called before it was removed; undefined for the machine itself. */
  readonly state: string | undefined;
  /** The part that changed, in a word or two: `retry`, `timeout`, `condition`, `Parameters`; empty where it is the state as a whole. */
  readonly subject: string;
  /** One sentence without its full stop. */
  readonly words: string;
}

export function changed(state: string | undefined, subject: string, words: string): Change {
  return { type: 'changed', state, subject, words };
}

export function rerouted(state: string | undefined, subject: string, words: string): Change {
  return { type: 'rerouted', state, subject, words };
}

/** `30 s`, and whole minutes, hours and days as such. */
export function secondsInWords(value: unknown): string {
  if (typeof value !== 'number') return valueInWords(value);
  return value >= 60 && value % 60 === 0 ? duration(value) : `${value} s`;
}

/** `The Output of A is now 5 instead of 3` */
export function valueSentence(what: string, old: Json | undefined, now: Json | undefined): string {
  if (now === undefined) return `${what} is no longer set (it was ${valueInWords(old)})`;
  if (old === undefined) return `${what} is now ${valueInWords(now)}`;
  return `${what} is now ${valueInWords(now)} instead of ${valueInWords(old)}`;
}

/** The order of an object's fields means nothing. */
export function equal(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((item: Json) => sorted(item) ?? null);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key]) ?? null]),
  );
}

const valueLengthMax = 60;

/** A value as it stands in a sentence; long ones are cut. */
export function valueInWords(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length <= valueLengthMax ? text : `${text.slice(0, valueLengthMax - 1)}…`;
}
