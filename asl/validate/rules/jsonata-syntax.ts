import { isJsonata } from '../../expressions/jsonata/compile.ts';
import { isJsonObject, type Json } from '../../json.ts';
import { isHalfOpen } from '../half-open.ts';
import type { Field, Machine } from '../machine.ts';
import { at, type Place } from '../place.ts';
import { error, type Finding, schemaError, warning } from '../rule.ts';

/** Every JSONata expression parses, and its delimiters stand in pairs. */
export function* jsonataSyntax(machine: Machine): Iterable<Finding> {
  for (const { kind, problem, place } of machine.mentions) {
    if (kind === 'jsonata' && problem !== undefined)
      yield error('INVALID_JSONATA_EXPRESSION', problem.message, place);
  }
  for (const { known, language } of machine.parts) {
    if (language !== 'JSONata') continue;
    for (const field of known) {
      if (mayHoldQueries(field)) yield* wrongDelimiters(field.value, field.place);
    }
  }
}

function mayHoldQueries({ expected, value }: Field): boolean {
  const isHolder = expected.is === 'template' || expected.is === 'assignments' || expected.jsonata === true;
  return isHolder && (typeof value === 'string' || typeof value === 'object');
}

function* wrongDelimiters(value: Json, place: Place): Iterable<Finding> {
  if (typeof value === 'string') {
    if (!isJsonata(value)) yield* wrongText(value, place);
  } else if (Array.isArray(value)) {
    for (const [index, inner] of value.entries()) yield* wrongDelimiters(inner, at(place, index));
  } else if (isJsonObject(value)) {
    for (const key of Object.keys(value)) yield* wrongDelimiters(value[key] as Json, at(place, key));
  }
}

function* wrongText(text: string, place: Place): Iterable<Finding> {
  if (isHalfOpen(text)) {
    yield schemaError('JSONata string must start with {% and end with %}', place);
  } else if (text.includes('{%') && text.indexOf('%}', text.indexOf('{%')) >= 0) {
    const message =
      'This is taken as text: an expression is a whole string. Write "{% \'…\' & expression %}" instead.';
    yield warning('EMBEDDED_EXPRESSION', message, place);
  }
}
