import { isJsonata } from '../../expressions/jsonata/compile.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { Machine, Part } from '../machine.ts';
import { at, type Place } from '../place.ts';
import { isPlaceholder } from '../placeholder.ts';
import { type Finding, schemaError } from '../rule.ts';
import { fieldOf, type Value } from '../shape.ts';

/** Every field holds a value of its type; lists and objects that must not be empty are not. */
export function* fieldTypes(machine: Machine): Iterable<Finding> {
  for (const part of machine.parts) {
    for (const [name, value] of Object.entries(part.fields)) {
      const expected = fieldOf(part.shape, name);
      if (expected !== undefined) yield* wrongTypes(expected, value, at(part.place, name), part);
    }
  }
}

function* wrongTypes(expected: Value, value: Json, place: Place, part: Part): Iterable<Finding> {
  if (typeof value === 'string' && (isPlaceholder(value) || isQuery(expected, value, part))) return;
  if (value === null && expected.is === 'path' && expected.orNull) return;
  const type = typeNames[expected.is];
  if (type !== undefined && !matches[type](value)) {
    yield schemaError(`Expected value of type ${type}`, place);
    return;
  }
  if (expected.is === 'template') yield* wrongTemplate(expected.of, value, place, part);
  if (Array.isArray(value)) yield* wrongItems(expected, value, place);
  if (expected.is === 'states' && isJsonObject(value)) yield* wrongStates(value, place);
}

function isQuery(expected: Value, value: string, part: Part): boolean {
  return expected.jsonata === true && part.language === 'JSONata' && isJsonata(value);
}

/** As AWS names the types in its messages. */
const typeNames = {
  string: '[STRING]',
  timestamp: '[STRING]',
  path: '[STRING]',
  boolean: '[BOOLEAN]',
  integer: 'Integer',
  number: '[NUMBER]',
  strings: '[ARRAY]',
  parts: '[ARRAY]',
  part: '[OBJECT]',
  states: '[OBJECT]',
  assignments: '[OBJECT]',
  template: undefined,
  anything: undefined,
} as const satisfies Record<Value['is'], string | undefined>;

const matches = {
  '[STRING]': (value: Json) => typeof value === 'string',
  '[BOOLEAN]': (value: Json) => typeof value === 'boolean',
  Integer: (value: Json) => Number.isInteger(value),
  '[NUMBER]': (value: Json) => typeof value === 'number',
  '[ARRAY]': (value: Json) => Array.isArray(value),
  '[OBJECT]': (value: Json) => isJsonObject(value),
};

function* wrongTemplate(
  of: 'object' | 'array' | 'any',
  value: Json,
  place: Place,
  part: Part,
): Iterable<Finding> {
  const query = part.language === 'JSONata' && typeof value === 'string' && isJsonata(value);
  if (query || of === 'any') return;
  if (of === 'object' && !isJsonObject(value)) yield schemaError('Expected value of type [OBJECT]', place);
  if (of === 'array' && !Array.isArray(value) && !isJsonObject(value)) {
    yield schemaError('Expected value of type [ARRAY]', place);
  }
}

function* wrongItems(expected: Value, items: readonly Json[], place: Place): Iterable<Finding> {
  const isStrings = expected.is === 'strings';
  if (items.length === 0 && (isStrings || (expected.is === 'parts' && expected.nonEmpty))) {
    yield schemaError('Value cannot be empty', place);
  }
  for (const [index, item] of items.entries()) {
    if (isStrings && typeof item !== 'string') {
      yield schemaError('Expected value of type [STRING]', at(place, index));
    }
    if (expected.is === 'parts' && !isJsonObject(item)) {
      yield schemaError('Expected value of type [OBJECT]', at(place, index));
    }
  }
}

function* wrongStates(states: JsonObject, place: Place): Iterable<Finding> {
  const entries = Object.entries(states);
  if (entries.length === 0) yield schemaError('Value cannot be empty', place);
  for (const [name, state] of entries) {
    if (!isJsonObject(state)) {
      yield schemaError('Expected value of type [OBJECT]', { ...at(place, name), state: name });
    }
  }
}
