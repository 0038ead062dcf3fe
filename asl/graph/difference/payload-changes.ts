import { isJsonObject, type Json } from '../../json.ts';
import { changed, equal, valueSentence, type Change } from './change.ts';

/** A place of a payload that differs, with both values. */
export interface Leaf {
  /** `Payload.amount`; empty for the whole. */
  readonly place: string;
  readonly old: Json | undefined;
  readonly now: Json | undefined;
}

const leavesMax = 3;

/** The first few places of a payload that differ. */
export function payloadChanges(name: string, field: string, leaves: readonly Leaf[]): readonly Change[] {
  const shown = leaves.slice(0, leavesMax).map((leaf) => {
    const place = leaf.place === '' ? `The ${field} of ${name}` : `${leaf.place} in the ${field} of ${name}`;
    return changed(name, 'payload', valueSentence(place, leaf.old, leaf.now));
  });
  const rest = leaves.length - shown.length;
  if (rest <= 0) return shown;
  const places = rest === 1 ? '1 more place' : `${rest} more places`;
  return [...shown, changed(name, 'payload', `The ${field} of ${name} changes in ${places}`)];
}

export function differingLeaves(old: Json | undefined, now: Json | undefined, place = ''): readonly Leaf[] {
  if (equal(old, now)) return [];
  if (!isJsonObject(old) || !isJsonObject(now)) return [{ place, old, now }];
  const keys = [...new Set([...Object.keys(now), ...Object.keys(old)])];
  return keys.flatMap((key) => differingLeaves(old[key], now[key], place === '' ? key : `${place}.${key}`));
}
