import { isJsonObject, type Json, type JsonObject } from '../../json.ts';

/** Reading a definition that nobody has validated: a field of the wrong kind counts as absent. */

export function fieldsOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

export function objectIn(fields: JsonObject, name: string): JsonObject {
  return fieldsOf(fields[name]);
}

export function listIn(fields: JsonObject, name: string): readonly Json[] {
  const value = fields[name];
  return Array.isArray(value) ? value : [];
}

export function textIn(fields: JsonObject, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'string' ? value : undefined;
}

/** An entry of a record whose keys are names out of a definition: `constructor` is an ordinary name there. */
export function entryOf<Value>(
  record: { readonly [name: string]: Value } | undefined,
  name: string,
): Value | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

export interface NestedScope {
  readonly document: JsonObject;
  /** `/Branches[0]`, `/ItemProcessor`, `/Iterator`: what the scope's path adds to that of its state. */
  readonly place: string;
}

/** The scopes inside a Parallel or a Map. */
export function nestedScopes(fields: JsonObject): readonly NestedScope[] {
  if (fields['Type'] === 'Parallel') {
    return listIn(fields, 'Branches').map((branch, index) => ({
      document: fieldsOf(branch),
      place: `/Branches[${index}]`,
    }));
  }
  if (fields['Type'] !== 'Map') return [];
  const field = 'ItemProcessor' in fields ? 'ItemProcessor' : 'Iterator';
  return [{ document: objectIn(fields, field), place: `/${field}` }];
}
