import { isJsonata } from '../../expressions/jsonata/compile.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { isHalfOpen } from '../half-open.ts';
import type { Field, Machine, Part } from '../machine.ts';
import { at, type Place } from '../place.ts';
import { isPlaceholder } from '../placeholder.ts';
import { misplacedLanguage } from '../../query-language.ts';
import { type Finding, schemaError } from '../rule.ts';
import type { Value } from '../shape.ts';

/** Every field holds a value of its type; lists and objects that must not be empty are not. */
export function* fieldTypes(machine: Machine): Iterable<Finding> {
  for (const part of machine.parts) {
    const { known, language } = part;
    for (const field of known) {
      const type = typeOf(field);
      if (type !== undefined && !matches[type](field.value)) {
        if (!isExempt(field, language)) yield schemaError(`Expected value of type ${type}`, field.place);
      } else if (field.expected.is === 'strings' || field.expected.is === 'parts') {
        yield* wrongItems(field.expected, field.value as readonly Json[], field.place);
      } else if (field.expected.is === 'states') {
        yield* wrongStates(part, field);
      }
    }
  }
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

type TypeName = keyof typeof matches;

/** What the field's value must be. In JSONata, Items may be an object too. */
function typeOf({ expected, value }: Field): TypeName | undefined {
  if (expected.is !== 'template') return typeNames[expected.is];
  if (expected.of === 'array') return isJsonObject(value) ? undefined : '[ARRAY]';
  return expected.of === 'object' ? '[OBJECT]' : undefined;
}

/** What another rule judges, or nobody can before it runs. */
function isExempt({ expected, value }: Field, language: Part['language']): boolean {
  if (value === null) return expected.is === 'path' && expected.orNull === true;
  if (typeof value !== 'string') return false;
  const mayBeQuery = expected.jsonata === true || expected.is === 'template';
  return (
    isPlaceholder(value) || (mayBeQuery && language === 'JSONata' && (isJsonata(value) || isHalfOpen(value)))
  );
}

function* wrongItems(expected: Value, items: readonly Json[], place: Place): Iterable<Finding> {
  const isStrings = expected.is === 'strings';
  if (items.length === 0 && (isStrings || (expected.is === 'parts' && expected.nonEmpty))) {
    yield schemaError('Value cannot be empty', place);
  }
  for (const [index, item] of items.entries()) {
    if (isStrings && item === '') yield schemaError('Value cannot be empty', at(place, index));
    if (isStrings ? typeof item !== 'string' : !isJsonObject(item)) {
      yield schemaError(`Expected value of type ${isStrings ? '[STRING]' : '[OBJECT]'}`, at(place, index));
    }
  }
}

function* wrongStates({ name: holder, fields }: Part, { value, place }: Field): Iterable<Finding> {
  const states = value as JsonObject;
  const names = Object.keys(states);
  if (names.length === 0) yield schemaError('Value cannot be empty', place);
  const misplaced = holder === 'Machine' && misplacedLanguage(fields) !== undefined;
  for (const name of names) {
    if (!isJsonObject(states[name]) && !(misplaced && name === 'QueryLanguage')) {
      yield schemaError('Expected value of type [OBJECT]', { ...at(place, name), state: name });
    }
  }
}
