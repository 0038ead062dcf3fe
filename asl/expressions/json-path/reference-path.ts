import { isJsonObject, type Json } from '../../json.ts';
import { ErrorName, StateError } from '../../state-error.ts';
import { readMember, withMember } from '../member.ts';
import { ExpressionSyntaxError } from '../syntax-error.ts';
import { compilePath, type Path } from './path.ts';
import type { Place } from './place.ts';

/** A path to exactly one place, which can therefore be written to (states-language.net/spec.html#reference-paths). */
export interface ReferencePath extends Path {
  readonly place: Place;
  /** A copy of `root` with `value` at the path; missing objects are created. Throws States.ResultPathMatchFailure. */
  set(root: Json, value: Json): Json;
}

/** Throws ExpressionSyntaxError, also for a path that could select more than one value. */
export function compileReferencePath(text: string): ReferencePath {
  const path = compilePath(text);
  const { place } = path;
  if (place === undefined || place.some((key) => typeof key === 'number' && key < 0)) {
    throw new ExpressionSyntaxError(`'${text}' is not a reference path: it must lead to one place`, 0);
  }
  return { ...path, place, set: (root, value) => setPlace(root, place, value, text) };
}

function setPlace(current: Json | undefined, place: Place, value: Json, text: string): Json {
  const [key, ...rest] = place;
  if (key === undefined) return value;
  if (typeof key === 'number')
    return setElement(current, key, (element) => setPlace(element, rest, value, text), text);
  if (current !== undefined && !isJsonObject(current)) throw mismatch(text, current);
  const inner = current === undefined ? undefined : readMember(current, key);
  return withMember(current ?? {}, key, setPlace(inner, rest, value, text));
}

/** An array is never created nor made longer: only an element that exists can be replaced. */
function setElement(
  current: Json | undefined,
  index: number,
  replace: (element: Json) => Json,
  text: string,
): Json {
  const element: Json | undefined = Array.isArray(current) ? current[index] : undefined;
  if (!Array.isArray(current) || element === undefined) throw mismatch(text, current ?? null);
  return current.with(index, replace(element));
}

function mismatch(text: string, value: Json): StateError {
  return new StateError(
    ErrorName.ResultPathMatchFailure,
    `Unable to apply ReferencePath ${text} to input ${JSON.stringify(value)}`,
  );
}
