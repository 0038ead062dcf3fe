/**
 * A place in a definition, as a linked list: cheap to extend while walking, spelled out only for a diagnostic.
 */
export interface Place {
  readonly parent: Place | undefined;
  readonly key: string | number;
  /** Position of the object that the place belongs to, in document order. */
  readonly order: number;
  /** The state that the place belongs to. */
  readonly state: string | undefined;
}

/** The whole document. */
export const root: Place = { parent: undefined, key: '', order: 0, state: undefined };

/** A place further in, within the same object of the outline. */
export function at(place: Place, ...keys: readonly (string | number)[]): Place {
  let inner = place;
  for (const key of keys) inner = { parent: inner, key, order: inner.order, state: inner.state };
  return inner;
}

/** `/States/Pay/Choices/0/Next`: RFC 6901, so `/` in a state's name is `~1`. */
export function pointerOf(place: Place): string {
  if (place.parent === undefined) return '';
  const key = String(place.key);
  const escaped = /[~/]/.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
  return `${pointerOf(place.parent)}/${escaped}`;
}

/** `/States/Pay/Choices[0]/Next`: the way AWS writes a location. */
export function locationOf(place: Place): string {
  return place.parent === undefined ? '/' : within(place);
}

function within({ parent, key }: Place): string {
  if (parent === undefined) return '';
  return within(parent) + (typeof key === 'number' ? `[${key}]` : `/${key}`);
}
