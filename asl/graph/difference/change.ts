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

const valueLengthMax = 60;

/** A value as it stands in a sentence; long ones are cut. */
export function valueInWords(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length <= valueLengthMax ? text : `${text.slice(0, valueLengthMax - 1)}…`;
}
