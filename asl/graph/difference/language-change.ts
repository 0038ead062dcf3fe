import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { alternatives } from '../words/error-words.ts';
import { expressionInWords } from '../words/expression-words.ts';
import { changed, type Change } from './change.ts';
import type { Pair } from './located-state.ts';

/**
 * Moving a state to the other query language rewrites nearly all of its text and means nearly nothing. So that a
 * reviewer reads only what it does mean, both versions are compared as their expressions read in words, under the names
 * that fields have in JSONata (docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html).
 */
export function changesLanguage({ before, after }: Pair): boolean {
  return before.queryLanguage !== after.queryLanguage;
}

/** The fields by which each language shapes data between states; they have no counterparts one by one. */
const shaping = ['InputPath', 'ResultSelector', 'ResultPath', 'OutputPath', 'Assign', 'Output'] as const;

/** The same for both languages: fields without `Path`, payloads without `.$`, expressions in words. */
export function inWords(fields: JsonObject): JsonObject {
  const told = Object.entries(fields).filter(([field]) => field !== 'QueryLanguage' && !isShaping(field));
  return Object.fromEntries(told.map(([field, value]) => [nameInJsonata(field), valueInEither(value)]));
}

function isShaping(field: string): boolean {
  return shaping.some((known) => known === field);
}

function nameInJsonata(field: string): string {
  return field === 'Parameters' ? 'Arguments' : field.replace(/Path$/, '');
}

function valueInEither(value: Json): Json {
  if (typeof value === 'string') return expressionInWords(value);
  if (Array.isArray(value)) return value.map((item: Json) => valueInEither(item));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.replace(/\.\$$/, ''), valueInEither(inner)]),
  );
}

/** One sentence for all that shapes data. */
export function shapingChanges({ before, after }: Pair): readonly Change[] {
  const [old, now] = [before.fields, after.fields].map((fields) =>
    shaping.filter((field) => field in fields),
  );
  if (old === undefined || now === undefined || old.length + now.length === 0) return [];
  const by = (fields: readonly string[]) => alternatives(fields).replace(' or ', ' and ');
  const words =
    now.length === 0
      ? `${after.name} no longer shapes its data by ${by(old)}`
      : `${after.name} shapes its data by ${by(now)}${old.length === 0 ? '' : ` instead of ${by(old)}`}`;
  return [changed(after.name, 'query language', words)];
}
