import type { Definition } from '../definition.ts';
import type { JsonObject } from '../json.ts';
import { changed, valueSentence, type Change } from './difference/change.ts';
import { detoursOf, nameAsIs, roomMaking } from './difference/detours.ts';
import { branchChanges, fieldChanges } from './difference/field-changes.ts';
import { locate, type Located, type Pair } from './difference/located-state.ts';
import { matchStates, type Matching } from './difference/match-states.ts';
import { mergedGraph, type MergedGraph } from './difference/merged-graph.ts';
import {
  inNewNames,
  renamedVariables,
  variableChanges,
  type RenamedVariables,
} from './difference/renamed-variables.ts';
import { retryChanges } from './difference/retry-changes.ts';
import { routeChanges } from './difference/route-changes.ts';
import { scopeMapping } from './difference/scope-mapping.ts';
import { namesNow, structureChanges } from './difference/structure-changes.ts';
import { graph } from './graph.ts';

/**
 * What changed between two versions of a definition, as a reviewer wants to know it: by state, in sentences, and as one
 * graph that holds both (`difference-picture.ts` draws it). The order of fields and the layout of the file mean nothing.
 */
export interface Difference {
  /** States that came and went first, then the rest in the order of the definition after. */
  readonly changes: readonly Change[];
  readonly merged: MergedGraph;
}

export function difference(before: Definition | JsonObject, after: Definition | JsonObject): Difference {
  const now = after as JsonObject;
  const locatedNow = locate(now);
  const renamed = renamesBetween(locate(before as JsonObject), locatedNow);
  const old = inNewNames(before as JsonObject, renamed);
  const locatedOld = locate(old);
  const matching = matchStates(locatedOld, locatedNow);
  const scopes = scopeMapping(locatedOld, locatedNow, matching.pairs);
  const changes = [
    ...machineChanges(old, now),
    ...startChanges(matching, locatedOld, locatedNow, scopes),
    ...structureChanges(matching, locatedOld, locatedNow, scopes),
    ...variableChanges(renamed),
    ...stateChanges(matching, locatedOld, locatedNow, scopes),
  ];
  return { changes, merged: mergedGraph(graph(old), graph(now), matching, scopes, changes) };
}

/** A variable under another name is one change, not one wherever it is read. */
function renamesBetween(before: Located, after: Located): RenamedVariables {
  return renamedVariables(matchStates(before, after).pairs, before, after);
}

/** The changes as a list to paste into a review; one line says so where there are none. */
export function differenceInWords({ changes }: Difference): string {
  if (changes.length === 0) return 'The two definitions mean the same.\n';
  return `${changes.map((change) => `- ${change.words}.`).join('\n')}\n`;
}

/** Fields of the machine that are not told otherwise. */
const machineFields = ['QueryLanguage', 'TimeoutSeconds', 'Version', 'Comment'] as const;

function machineChanges(old: JsonObject, now: JsonObject): readonly Change[] {
  return machineFields
    .filter((field) => JSON.stringify(old[field]) !== JSON.stringify(now[field]))
    .map((field) =>
      changed(undefined, field, valueSentence(`The machine's ${field}`, old[field], now[field])),
    );
}

/** Scopes that begin at another state than before. */
function startChanges(
  { pairs }: Matching,
  old: Located,
  now: Located,
  scopes: ReadonlyMap<string, string>,
): readonly Change[] {
  const nameNow = namesNow(pairs);
  return [...old.scopes.values()].flatMap((scope) => {
    const heir = now.scopes.get(scopes.get(scope.path) ?? 'nowhere');
    const from = scope.startAt === undefined ? 'nowhere' : nameNow(scope.startAt);
    const to = heir?.startAt ?? 'nowhere';
    if (heir === undefined || from === to) return [];
    const words = `${capitalised(heir.words)} now starts at ${to} instead of ${from}`;
    return [{ type: 'rerouted', state: heir.owner, subject: 'start', words } as const];
  });
}

function stateChanges(
  matching: Matching,
  old: Located,
  now: Located,
  scopes: ReadonlyMap<string, string>,
): readonly Change[] {
  const pairs = new Map(matching.pairs.map((pair) => [pair.after.path, pair]));
  const nameNow = namesNow(matching.pairs);
  const makesRoom = roomMaking(
    detoursOf(old, new Set(matching.removed.map(({ name }) => name)), nameNow),
    detoursOf(now, new Set(matching.added.map(({ name }) => name)), nameAsIs),
    nameNow,
  );
  return now.states.flatMap((state): readonly Change[] => {
    const pair: Pair | undefined = pairs.get(state.path);
    if (pair === undefined) return [];
    const routes = routeChanges(pair, nameNow);
    return [
      ...fieldChanges(pair),
      ...branchChanges(pair, scopes),
      ...retryChanges(pair),
      ...routes.filter((change) => change.subject !== 'Next' || !makesRoom(pair)),
    ];
  });
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
