import type { JsonObject } from '../../json.ts';
import { detailOf } from '../words/detail.ts';
import { fieldsOf, nestedScopes, objectIn, textIn } from '../words/fields.ts';
import type { Change } from './change.ts';
import type { Located, LocatedState } from './located-state.ts';
import type { Matching, Pair } from './match-states.ts';

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
  return scopes.find((scope) => scope.path === path)?.words ?? 'nowhere';
}

type NameNow = (nameBefore: string) => string;

function added(matching: Matching, after: Located, nameNow: NameNow): readonly Change[] {
  const names = new Set(matching.added.map((state) => state.name));
  const links = matching.pairs.map((pair) => ({
    name: pair.after.name,
    direct: nextOf(pair.before, nameNow),
    detour: nextOf(pair.after, same),
  }));
  return outermost(matching.added, after, names).map((state): Change => {
    const place = between(state.name, links, detours(after, names, same));
    const words = `${introduced(state)} is added${place ?? within(state, after)}`;
    return { type: 'added', state: state.name, subject: '', words };
  });
}

function removed(matching: Matching, before: Located, nameNow: NameNow): readonly Change[] {
  const names = new Set(matching.removed.map((state) => state.name));
  const links = matching.pairs.map((pair) => ({
    name: pair.after.name,
    direct: nextOf(pair.after, same),
    detour: nextOf(pair.before, nameNow),
  }));
  return outermost(matching.removed, before, names).map((state): Change => {
    const place = between(state.name, links, detours(before, names, nameNow));
    const words = `${introduced(state)} is removed${place ?? within(state, before)}`;
    return { type: 'removed', state: state.name, subject: '', words };
  });
}

function same(name: string): string {
  return name;
}

/** States inside one that came or went as a whole are not told one by one. */
function outermost(
  states: readonly LocatedState[],
  all: Located,
  names: ReadonlySet<string>,
): readonly LocatedState[] {
  const owners = new Map(all.scopes.map((scope) => [scope.path, scope.owner]));
  return states.filter((state) => !names.has(owners.get(state.scope) ?? ''));
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

function within(state: LocatedState, all: Located): string {
  const scope = all.scopes.find((candidate) => candidate.path === state.scope);
  return scope?.owner === undefined ? '' : ` in ${scope.words}`;
}

/** A state that stands in both definitions, with where it leads in the one without and in the one with the newcomers. */
interface Link {
  readonly name: string;
  readonly direct: string | undefined;
  readonly detour: string | undefined;
}

/** ` between A and B`, where A led to B and now leads there by way of this state. */
function between(
  name: string,
  links: readonly Link[],
  wayThrough: (from: string) => { readonly passed: readonly string[]; readonly end: string | undefined },
): string | undefined {
  for (const link of links) {
    if (link.detour === undefined || link.detour === link.direct) continue;
    const { passed, end } = wayThrough(link.detour);
    if (!passed.includes(name) || end !== link.direct) continue;
    return link.direct === undefined ? ` after ${link.name}` : ` between ${link.name} and ${link.direct}`;
  }
  return undefined;
}

/** Follows Next through newcomers only; the end is the first state that is none, or undefined where the way ends. */
function detours(all: Located, newcomers: ReadonlySet<string>, nameNow: NameNow) {
  const states = new Map(all.states.map((state) => [state.name, state]));
  return (from: string) => {
    const passed: string[] = [];
    let place: string | undefined = from;
    while (place !== undefined && newcomers.has(place) && !passed.includes(place)) {
      passed.push(place);
      const state = states.get(place);
      place = state === undefined ? undefined : nextOf(state, nameNow);
    }
    return { passed, end: place };
  };
}

function nextOf(state: LocatedState, nameNow: NameNow): string | undefined {
  const next = textIn(state.fields, 'Next');
  return next === undefined ? undefined : nameNow(next);
}

/** Whether the state's new Next only makes room for states that came, or closes the gap of some that went. */
export function onlyMakesRoom(pair: Pair, matching: Matching, before: Located, after: Located): boolean {
  const nameNow = namesNow(matching.pairs);
  const [old, now] = [nextOf(pair.before, nameNow), nextOf(pair.after, same)];
  const came = new Set(matching.added.map((state) => state.name));
  const went = new Set(matching.removed.map((state) => state.name));
  const end = (from: string | undefined, all: Located, newcomers: ReadonlySet<string>, names: NameNow) =>
    from === undefined ? undefined : detours(all, newcomers, names)(from).end;
  return end(now, after, came, same) === end(old, before, went, nameNow);
}
