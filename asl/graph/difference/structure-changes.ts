import type { JsonObject } from '../../json.ts';
import { detailOf } from '../words/detail.ts';
import { fieldsOf, nestedScopes, objectIn, textIn } from '../words/fields.ts';
import type { Change } from './change.ts';
import { detoursOf, nameAsIs, nextNow, placesBetween } from './detours.ts';
import type { Located, LocatedState, Pair } from './located-state.ts';
import type { Matching } from './match-states.ts';
import type { NameNow } from './route-changes.ts';

/** Which states came, went, were renamed or stand in another scope. */
export function structureChanges(
  matching: Matching,
  before: Located,
  after: Located,
  scopes: ReadonlyMap<string, string>,
): readonly Change[] {
  const nameNow = namesNow(matching.pairs);
  return [
    ...matching.pairs.flatMap(renaming),
    ...matching.pairs.flatMap((pair) => moving(pair, before, after, scopes)),
    ...added(matching, after, nameNow),
    ...removed(matching, before, nameNow),
  ];
}

/** What the states of the definition before are called now; those that are gone keep their names. */
export function namesNow(pairs: readonly Pair[]): (nameBefore: string) => string {
  const names = new Map(pairs.map((pair) => [pair.before.name, pair.after.name]));
  return (name) => names.get(name) ?? name;
}

function renaming({ before, after }: Pair): Change[] {
  if (before.name === after.name) return [];
  return [
    { type: 'renamed', state: after.name, subject: '', words: `${before.name} is now called ${after.name}` },
  ];
}

function moving(pair: Pair, before: Located, after: Located, scopes: ReadonlyMap<string, string>): Change[] {
  if (scopes.get(pair.before.scope) === pair.after.scope) return [];
  const name = pair.after.name;
  const words = `${name} moved from ${wordsOf(before, pair.before.scope)} to ${wordsOf(after, pair.after.scope)}`;
  return [{ type: 'moved', state: name, subject: '', words }];
}

function wordsOf({ scopes }: Located, path: string): string {
  return scopes.get(path)?.words ?? 'nowhere';
}

function added(matching: Matching, after: Located, nameNow: NameNow): readonly Change[] {
  const names = new Set(matching.added.map((state) => state.name));
  const links = matching.pairs.map((pair) => ({
    name: pair.after.name,
    direct: nextNow(pair.before, nameNow),
    detour: nextNow(pair.after, nameAsIs),
  }));
  const places = placesBetween(links, names, detoursOf(after, names, nameAsIs));
  return outermost(matching.added, after, names).map((state): Change => {
    const words = `${introduced(state)} is added${places.get(state.name) ?? within(state, after)}`;
    return { type: 'added', state: state.name, subject: '', words };
  });
}

function removed(matching: Matching, before: Located, nameNow: NameNow): readonly Change[] {
  const names = new Set(matching.removed.map((state) => state.name));
  const links = matching.pairs.map((pair) => ({
    name: pair.after.name,
    direct: nextNow(pair.after, nameAsIs),
    detour: nextNow(pair.before, nameNow),
  }));
  const places = placesBetween(links, names, detoursOf(before, names, nameNow));
  return outermost(matching.removed, before, names).map((state): Change => {
    const words = `${introduced(state)} is removed${places.get(state.name) ?? within(state, before)}`;
    return { type: 'removed', state: state.name, subject: '', words };
  });
}

/** States inside one that came or went as a whole are not told one by one. */
function outermost(
  states: readonly LocatedState[],
  all: Located,
  names: ReadonlySet<string>,
): readonly LocatedState[] {
  return states.filter((state) => !names.has(all.scopes.get(state.scope)?.owner ?? ''));
}

/** `Audit (Task, Lambda audit)`, `Fan (Parallel with 4 states)` */
function introduced({ name, fields }: LocatedState): string {
  const type = textIn(fields, 'Type') ?? 'state';
  const inside = statesInside(fields);
  if (inside > 0) return `${name} (${type} with ${inside} ${inside === 1 ? 'state' : 'states'})`;
  const detail = type === 'Task' ? detailOf('Task', fields) : '';
  return `${name} (${detail === '' ? type : `${type}, ${detail}`})`;
}

function statesInside(fields: JsonObject): number {
  const states = nestedScopes(fields).flatMap(({ document }) => Object.values(objectIn(document, 'States')));
  return states.reduce<number>((sum, state) => sum + statesInside(fieldsOf(state)), states.length);
}

function within(state: LocatedState, { scopes }: Located): string {
  const scope = scopes.get(state.scope);
  return scope?.owner === undefined ? '' : ` in ${scope.words}`;
}
