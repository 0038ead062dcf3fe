import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { fieldsOf, listIn, objectIn } from '../words/fields.ts';
import type { Change } from './change.ts';
import type { Located, Pair } from './located-state.ts';

/** By their old names, the variables that hold what they held before under another name. */
export type RenamedVariables = ReadonlyMap<string, string>;

/**
 * A variable is renamed where a state sets the new one to what it set the old one to. Neither name may mean anything in
 * the other version, or the change would hide another.
 */
export function renamedVariables(pairs: readonly Pair[], before: Located, after: Located): RenamedVariables {
  const [old, now] = [namesSetIn(before), namesSetIn(after)];
  const renamed = new Map<string, string>();
  for (const { before: from, after: to } of pairs) {
    const heirs = assignmentsOf(to.fields);
    for (const [index, assigned] of assignmentsOf(from.fields).entries()) {
      for (const [name, value] of Object.entries(assigned)) {
        if (now.has(plain(name))) continue;
        const heir = heirName(value, heirs[index], old);
        if (heir !== undefined && ![...renamed.values()].includes(heir)) renamed.set(plain(name), heir);
      }
    }
  }
  return renamed;
}

export function variableChanges(renamed: RenamedVariables): readonly Change[] {
  return [...renamed].map(([from, to]) => {
    const words = `The variable ${from} is now called ${to}`;
    return { type: 'renamed', state: undefined, subject: 'variable', words };
  });
}

/** The definition as it would have been with the new names. */
export function inNewNames(definition: JsonObject, renamed: RenamedVariables): JsonObject {
  if (renamed.size === 0) return definition;
  const names = [...renamed.keys()].sort((a, b) => b.length - a.length).join('|');
  const reading = new RegExp(`(?<!\\$)\\$(${names})(?![\\p{ID_Continue}$(])`, 'gu');
  const rename = (value: Json, isAssign = false): Json => {
    if (typeof value === 'string') return isExpression(value) ? value.replaceAll(reading, read) : value;
    if (Array.isArray(value)) return value.map((item: Json) => rename(item));
    if (!isJsonObject(value)) return value;
    const entries = Object.entries(value).map(([key, inner]): [string, Json] => [
      isAssign ? newName(key, renamed) : key,
      rename(inner, key === 'Assign'),
    ]);
    return Object.fromEntries(entries);
  };
  const read = (_text: string, name: string) => `$${renamed.get(name) ?? name}`;
  return fieldsOf(rename(definition));
}

function isExpression(text: string): boolean {
  return text.startsWith('{%') || text.startsWith('$') || text.startsWith('States.');
}

function newName(key: string, renamed: RenamedVariables): string {
  const name = renamed.get(plain(key));
  return name === undefined ? key : key.replace(plain(key), name);
}

/** The one variable that holds the same and is new. */
function heirName(value: Json, assigned: JsonObject = {}, known: ReadonlySet<string>): string | undefined {
  const text = JSON.stringify(value);
  const heirs = Object.entries(assigned).filter(
    ([name, given]) => JSON.stringify(given) === text && !known.has(plain(name)),
  );
  return heirs.length === 1 && heirs[0] ? plain(heirs[0][0]) : undefined;
}

function namesSetIn({ states }: Located): ReadonlySet<string> {
  return new Set(
    states.flatMap(({ fields }) => assignmentsOf(fields).flatMap((one) => Object.keys(one).map(plain))),
  );
}

/** Of the state itself, of its rules and of its catchers. */
function assignmentsOf(fields: JsonObject): readonly JsonObject[] {
  const holders = [
    fields,
    ...listIn(fields, 'Choices').map(fieldsOf),
    ...listIn(fields, 'Catch').map(fieldsOf),
  ];
  return holders.map((holder) => objectIn(holder, 'Assign'));
}

/** Without the `.$` of a payload template. */
function plain(name: string): string {
  return name.endsWith('.$') ? name.slice(0, -2) : name;
}
