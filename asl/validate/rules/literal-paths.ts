import { isJsonata } from '../../expressions/jsonata/compile.ts';
import { isJsonObject, type Json } from '../../json.ts';
import type { Machine, Part } from '../machine.ts';
import { at, type Place } from '../place.ts';
import { type Finding, warning } from '../rule.ts';
import { fieldOf, type Value } from '../shape.ts';

/**
 * A text that looks like a path or an expression is one. AWS gives these warnings too: NO_DOLLAR, NO_PATH and
 * PASS_RESULT_IS_STATIC (apireference/API_ValidateStateMachineDefinitionDiagnostic.html).
 */
export function* literalPaths(machine: Machine): Iterable<Finding> {
  for (const part of machine.parts) {
    if (part.language !== 'JSONPath') continue;
    for (const [name, value] of Object.entries(part.fields)) {
      const expected = fieldOf(part.shape, name);
      if (expected !== undefined) yield* literalsIn(expected, name, value, part);
    }
  }
}

function* literalsIn(expected: Value, name: string, value: Json, part: Part): Iterable<Finding> {
  const place = at(part.place, name);
  if (expected.is === 'template' || expected.is === 'assignments') yield* inTemplate(value, place);
  if (name === 'Result' && [...textsIn(value)].some(looksLikePath)) {
    const message = 'The Result of a Pass is static: nothing in it is evaluated. Use Parameters.';
    yield warning('PASS_RESULT_IS_STATIC', message, place);
  }
  if (
    typeof value === 'string' &&
    expected.is === 'string' &&
    looksLikePath(value) &&
    hasPathTwin(name, part)
  ) {
    const message = `The value of '${name}' looks like a path. Use '${name}Path' to evaluate it at runtime.`;
    yield warning('NO_PATH', message, place);
  }
}

function* inTemplate(value: Json, place: Place): Iterable<Finding> {
  if (typeof value === 'string') yield* literalText(value, place);
  if (Array.isArray(value)) {
    for (const [index, inner] of value.entries()) yield* inTemplate(inner, at(place, index));
  } else if (isJsonObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      if (!key.endsWith('.$')) yield* inTemplate(inner, at(place, key));
    }
  }
}

function* literalText(text: string, place: Place): Iterable<Finding> {
  if (isJsonata(text)) {
    const message = 'A JSONPath state takes this as text. Set "QueryLanguage": "JSONata" for the state.';
    yield warning('JSONATA_IN_JSONPATH', message, place);
  } else if (typeof place.key === 'string' && looksLikePath(text)) {
    const message =
      `The value of '${place.key}' looks like a JSONPath or intrinsic function. ` +
      `Use '${place.key}.$' to evaluate it at runtime.`;
    yield warning('NO_DOLLAR', message, place);
  }
}

function looksLikePath(text: string): boolean {
  return text === '$' || /^\$\$?\.[A-Za-z_]|^\$\[|^States\.[A-Z]\w*\(.*\)$/s.test(text);
}

/** Error has ErrorPath, StringEquals has StringEqualsPath. */
function hasPathTwin(name: string, { shape }: Part): boolean {
  return fieldOf(shape, `${name}Path`) !== undefined;
}

function* textsIn(value: Json): Iterable<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) yield* textsIn(inner);
  }
}
