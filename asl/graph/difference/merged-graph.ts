import type { Graph, GraphScope, GraphState, Transition } from '../graph.ts';
import type { Change, ChangeType } from './change.ts';
import type { Matching } from './match-states.ts';
import { namesNow } from './structure-changes.ts';

/**
 * One graph of both versions: the definition after, and beside it, as *ghosts*, the states and transitions that are
 * gone. Ghosts have paths of their own, so that every path still means one thing.
 */
export interface MergedGraph {
  readonly graph: Graph;
  /** By state name; unchanged states are absent. */
  readonly states: { readonly [name: string]: StateStatus };
  /** By path. */
  readonly transitions: { readonly [path: string]: 'added' | 'removed' };
}

export interface StateStatus {
  /** The weightiest of the state's changes. */
  readonly type: ChangeType;
  /** What to write beside it: `was Audit`, `retry, timeout`; empty where the type says all. */
  readonly note: string;
}

interface Merging {
  readonly nameNow: (nameBefore: string) => string;
  /** Names of the states that are gone. */
  readonly removed: ReadonlySet<string>;
  /** The scopes of the definition before, by the path of the scope that they are now. */
  readonly scopesBefore: ReadonlyMap<string, GraphScope>;
  /** Branches that no branch of their state carries on, by the name of that state now. */
  readonly lostScopes: ReadonlyMap<string, readonly GraphScope[]>;
  /** Filled on the way: what became of the transitions. */
  readonly statuses: Map<string, 'added' | 'removed'>;
}

export function mergedGraph(
  before: Graph,
  after: Graph,
  matching: Matching,
  scopes: ReadonlyMap<string, string>,
  changes: readonly Change[],
): MergedGraph {
  const nameNow = namesNow(matching.pairs);
  const removed = new Set(matching.removed.map((state) => state.name));
  const all = scopesWithOwners(before.scope, '');
  const lost = all.filter(({ scope, owner }) => !removed.has(owner) && !scopes.has(scope.path));
  const owners = new Map(all.map(({ scope, owner }) => [scope, owner]));
  const merging: Merging = {
    nameNow,
    removed,
    scopesBefore: new Map(all.map(({ scope }) => [scopes.get(scope.path) ?? `${ghost}${scope.path}`, scope])),
    lostScopes: Map.groupBy(
      lost.map(({ scope }) => scope),
      (scope) => nameNow(owners.get(scope) ?? ''),
    ),
    statuses: new Map(),
  };
  return {
    graph: { comment: after.comment, scope: mergedScope(after.scope, merging) },
    states: statusesOf(matching, changes),
    transitions: Object.fromEntries(merging.statuses),
  };
}

/** No path of a definition begins like this. */
const ghost = 'before:';

function scopesWithOwners(
  scope: GraphScope,
  owner: string,
): readonly { readonly scope: GraphScope; readonly owner: string }[] {
  const nested = scope.states.flatMap((state) =>
    state.scopes.flatMap((inner) => scopesWithOwners(inner, state.name)),
  );
  return [{ scope, owner }, ...nested];
}

function mergedScope(scope: GraphScope, merging: Merging): GraphScope {
  const before = merging.scopesBefore.get(scope.path);
  const ghosts = before === undefined ? [] : ghostStates(before, merging);
  const states = [...scope.states.map((state) => mergedState(state, merging)), ...ghosts];
  const lost = before === undefined ? [] : lostTransitions(before, scope, states, merging);
  for (const transition of newTransitions(before, scope, merging)) {
    merging.statuses.set(transition.path, 'added');
  }
  return { ...scope, states, transitions: [...scope.transitions, ...lost] };
}

function mergedState(state: GraphState, merging: Merging): GraphState {
  const lost = merging.lostScopes.get(state.name) ?? [];
  const scopes = state.scopes.map((scope) => mergedScope(scope, merging));
  return { ...state, scopes: [...scopes, ...ghostScopes(lost, merging)] };
}

function ghostStates(scope: GraphScope, merging: Merging): readonly GraphState[] {
  return scope.states
    .filter((state) => merging.removed.has(state.name))
    .map((state) => ({
      ...state,
      path: ghost + state.path,
      scopes: ghostScopes(state.scopes, merging),
    }));
}

/** Scopes all of whose states moved elsewhere leave no ghost. */
function ghostScopes(scopes: readonly GraphScope[], merging: Merging): readonly GraphScope[] {
  return scopes.map((scope) => ghostScope(scope, merging)).filter((scope) => scope.states.length > 0);
}

/** A scope that is gone, without the states that moved out of it. */
function ghostScope(scope: GraphScope, merging: Merging): GraphScope {
  const states = ghostStates(scope, merging);
  const names = new Set(states.map((state) => state.name));
  const start = names.has(scope.start.name) ? scope.start : { name: states[0]?.name ?? '', broken: false };
  const transitions = scope.transitions
    .filter((transition) => names.has(transition.from) && names.has(transition.to.name))
    .map((transition) => ({ ...transition, path: ghost + transition.path }));
  for (const transition of transitions) merging.statuses.set(transition.path, 'removed');
  return { path: ghost + scope.path, start, states, transitions };
}

/** Transitions are the same when they lead from and to the same states for the same reason. */
function keyOf({ from, to, type, label }: Transition, nameNow: (name: string) => string): string {
  return JSON.stringify([nameNow(from), nameNow(to.name), type, label]);
}

function newTransitions(
  before: GraphScope | undefined,
  scope: GraphScope,
  { nameNow }: Merging,
): readonly Transition[] {
  const old = new Set(before?.transitions.map((transition) => keyOf(transition, nameNow)));
  return scope.transitions.filter((transition) => !old.has(keyOf(transition, (name) => name)));
}

function lostTransitions(
  before: GraphScope,
  scope: GraphScope,
  states: readonly GraphState[],
  { nameNow, statuses }: Merging,
): readonly Transition[] {
  const now = new Set(scope.transitions.map((transition) => keyOf(transition, (name) => name)));
  const names = new Set(states.map((state) => state.name));
  const lost = before.transitions
    .filter((transition) => !now.has(keyOf(transition, nameNow)))
    .map((transition) => ({
      ...transition,
      path: ghost + transition.path,
      from: nameNow(transition.from),
      to: { ...transition.to, name: nameNow(transition.to.name) },
    }))
    .filter((transition) => names.has(transition.from) && names.has(transition.to.name));
  for (const transition of lost) statuses.set(transition.path, 'removed');
  return lost;
}

/** From the weightiest to the lightest. */
const weight: readonly ChangeType[] = ['added', 'removed', 'renamed', 'moved', 'changed', 'rerouted'];

function statusesOf(matching: Matching, changes: readonly Change[]): MergedGraph['states'] {
  const statuses = new Map<string, StateStatus>();
  for (const state of matching.added) statuses.set(state.name, { type: 'added', note: '' });
  for (const state of matching.removed) statuses.set(state.name, { type: 'removed', note: '' });
  const formerNames = new Map(matching.pairs.map((pair) => [pair.after.name, pair.before.name]));
  const told = changes.filter((change) => change.state !== undefined);
  for (const [name = '', own] of Map.groupBy(told, (change) => change.state)) {
    if (statuses.has(name)) continue;
    const type = weight.find((candidate) => own.some((change) => change.type === candidate)) ?? 'changed';
    const subjects = own.filter((change) => change.type === 'changed').map((change) => change.subject);
    const former = formerNames.get(name) ?? name;
    const notes = [...(former === name ? [] : [`was ${former}`]), ...new Set(subjects)];
    statuses.set(name, { type, note: notes.join(', ') });
  }
  return Object.fromEntries(statuses);
}
