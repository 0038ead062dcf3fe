import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { nestingMax, parseJson } from '../parse-json.ts';
import type { Diagnostic } from './diagnostic.ts';
import { type DuplicateField, scanJson } from './scan-json.ts';

/** docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html */
const definitionBytesMax = 1_048_576;

/** The definition as an object, or what keeps it from being one. */
export interface ReadDefinition {
  readonly definition?: JsonObject;
  readonly diagnostics: readonly Diagnostic[];
}

export function readDefinition(given: unknown): ReadDefinition {
  const text = typeof given === 'string' ? given : textOf(given);
  if (typeof text !== 'string') return text;
  if (text === '' || text === 'null') {
    return refuse('MISSING_DESCRIPTION', 'Received a null or empty workflow input');
  }
  if (bytesOf(text) > definitionBytesMax) {
    return refuse('SCHEMA_VALIDATION_FAILED', `Definition exceeds ${definitionBytesMax} bytes`);
  }
  const value = parsePlain(text, typeof given !== 'string');
  return value === undefined ? readText(text) : asDefinition(value, []);
}

/** The value of a text in which a scan could find nothing wrong; undefined where one must tell. */
function parsePlain(text: string, isOurs: boolean): Json | undefined {
  try {
    const value = parseJson(text);
    return isOurs || isWrittenByJson(text, value) ? value : undefined;
  } catch {
    // The scan says what is wrong.
    return undefined;
  }
}

/** A text that JSON.stringify would write of its own value has no field twice. */
function isWrittenByJson(text: string, value: Json): boolean {
  const [, indent] = /^\{\n([ \t]+)/.exec(text) ?? [];
  return JSON.stringify(value, undefined, indent) === text.trimEnd();
}

function readText(text: string): ReadDefinition {
  if (text.trim() === '') return refuse('SCHEMA_VALIDATION_FAILED', 'Definition must be a valid JSON object');
  const { problem, levels, duplicates } = scanJson(text);
  if (problem !== undefined) return refuse('INVALID_JSON_DESCRIPTION', problem.message, problem.location);
  if (levels > nestingMax) return tooDeep();
  return asDefinition(JSON.parse(text) as Json, duplicates);
}

function asDefinition(value: Json, duplicates: readonly DuplicateField[]): ReadDefinition {
  return isJsonObject(value)
    ? { definition: value, diagnostics: duplicates.map(duplicateField) }
    : refuse('SCHEMA_VALIDATION_FAILED', 'Definition must be a valid JSON object');
}

/** The JSON text, or why there is none: a cycle, a BigInt, a getter that throws; more levels than the stack has room for. */
function textOf(given: unknown): string | ReadDefinition {
  try {
    return JSON.stringify(given ?? null) ?? noJson();
  } catch (problem) {
    return problem instanceof RangeError ? tooDeep() : noJson();
  }
}

function noJson(): ReadDefinition {
  return refuse('INVALID_JSON_DESCRIPTION', 'The definition cannot be written as JSON');
}

function tooDeep(): ReadDefinition {
  return refuse('TOO_DEEPLY_NESTED', `The definition has more than ${nestingMax} levels of nesting`);
}

/** Counts only where it might matter: no character takes more than three bytes per code unit. */
function bytesOf(text: string): number {
  return text.length * 3 <= definitionBytesMax ? text.length : new TextEncoder().encode(text).length;
}

/** Of two fields with one name, JSON keeps the last: for a state that is an error, elsewhere worth a word. */
function duplicateField({ pointer, key }: DuplicateField): Diagnostic {
  const place = { pointer, location: pointer, rule: 'json' };
  return /(^|\/)States\/[^/]*$/.test(pointer)
    ? {
        severity: 'ERROR',
        code: 'DUPLICATE_STATE_NAME',
        message: `Duplicate State name: ${key}`,
        ...place,
        state: key,
      }
    : {
        severity: 'WARNING',
        code: 'INVALID_JSON_DESCRIPTION',
        message: `The field '${key}' stands twice in one object, and only the last counts. Remove one.`,
        ...place,
      };
}

function refuse(code: Diagnostic['code'], message: string, location?: string): ReadDefinition {
  const where = location === undefined ? {} : { location };
  return { diagnostics: [{ severity: 'ERROR', code, message, pointer: '', ...where, rule: 'json' }] };
}
