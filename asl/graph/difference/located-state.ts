import type { JsonObject } from '../../json.ts';
import { fieldsOf, listIn, nestedScopes, objectIn, textIn } from '../words/fields.ts';

/** A state with where it stands and what it is connected to, at any depth of a definition. */
export interface LocatedState {
  readonly name: string;
  readonly path: string;
  readonly scope: string;
  readonly fields: JsonObject;
  /** Its own, else the machine's (states-language.net/spec.html#query-language). */
  readonly queryLanguage: string;
  /** Names of the states of its scope that it leads to, in any way. */
  readonly leadsTo: readonly string[];
}

/** A state that stands in both definitions, perhaps under another name or in another scope. */
export interface Pair {
  readonly before: LocatedState;
  readonly after: LocatedState;
}

export interface LocatedScope {
  readonly path: string;
  readonly startAt: string | undefined;
  /** The state that holds it; undefined for the machine. */
  readonly owner: string | undefined;
  /** `the branch of Fan that starts at A`, `the items of Each`, `the machine` */
  readonly words: string;
}

export interface Located {
  readonly states: readonly LocatedState[];
  /** By path, in document order. */
  readonly scopes: ReadonlyMap<string, LocatedScope>;
}

export function locate(definition: JsonObject): Located {
  const queryLanguage = textIn(definition, 'QueryLanguage') ?? 'JSONPath';
  const machine = { path: '', owner: undefined, words: 'the machine' };
  const { states, scopes } = within(definition, machine, queryLanguage);
  return { states, scopes: new Map(scopes.map((scope) => [scope.path, scope])) };
}

interface Within {
  readonly states: readonly LocatedState[];
  readonly scopes: readonly LocatedScope[];
}

function within(document: JsonObject, place: Omit<LocatedScope, 'startAt'>, language: string): Within {
  const own = Object.entries(objectIn(document, 'States')).map(([name, value]): LocatedState => {
    const fields = fieldsOf(value);
    return {
      name,
      path: `${place.path}/States/${name}`,
      scope: place.path,
      fields,
      queryLanguage: textIn(fields, 'QueryLanguage') ?? language,
      leadsTo: targetsOf(fields),
    };
  });
  const nested = own.flatMap((state) => nestedOf(state, language));
  return {
    states: [...own, ...nested.flatMap((inner) => inner.states)],
    scopes: [{ ...place, startAt: textIn(document, 'StartAt') }, ...nested.flatMap((inner) => inner.scopes)],
  };
}

function nestedOf({ name, path, fields }: LocatedState, language: string): readonly Within[] {
  return nestedScopes(fields).map(({ document, place }) => {
    const start = textIn(document, 'StartAt') ?? 'no state';
    const words =
      fields['Type'] === 'Map' ? `the items of ${name}` : `the branch of ${name} that starts at ${start}`;
    return within(document, { path: path + place, owner: name, words }, language);
  });
}

function targetsOf(fields: JsonObject): readonly string[] {
  const rules = [...listIn(fields, 'Choices'), ...listIn(fields, 'Catch')].map(fieldsOf);
  return [fields, ...rules]
    .flatMap((holder) => [textIn(holder, 'Next'), textIn(holder, 'Default')])
    .filter((name) => name !== undefined);
}
