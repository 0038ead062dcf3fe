import { isJsonata } from '../../expressions/jsonata/compile.ts';
import { isJsonObject, type Json } from '../../json.ts';
import type { Field, Machine, Part } from '../machine.ts';
import { at, type Place } from '../place.ts';
import { type Finding, warning } from '../rule.ts';
import { fieldOf } from '../shape.ts';

/**
 * A text that looks like a path or an expression is one. AWS gives these warnings too: NO_DOLLAR, NO_PATH and
 * PASS_RESULT_IS_STATIC (apireference/API_ValidateStateMachineDefinitionDiagnostic.html).
 */
export function* literalPaths(machine: Machine): Iterable<Finding> {
  for (const part of machine.parts) {
    for (const field of part.known) {
      const { expected, value, place } = field;
      if (part.language === 'JSONata') {
        if (expected.is === 'template') yield* inQuery(value, place);
        continue;
      }
      if (expected.is === 'template' || expected.is === 'assignments') yield* inTemplate(value, place);
      else if (expected.is === 'anything') yield* inResult(value, place);
      else if (expected.is === 'string' && looksLikePath(value)) yield* inText(field, part);
    }
  }
}

function* inResult(value: Json, place: Place): Iterable<Finding> {
  if (![...textsIn(value)].some(looksLikePath)) return;
  const message = 'The Result of a Pass is static: nothing in it is evaluated. Use Parameters.';
  yield warning('PASS_RESULT_IS_STATIC', message, place);
}

/** Error has ErrorPath. */
function* inText({ name, place }: Field, { shape }: Part): Iterable<Finding> {
  if (fieldOf(shape, `${name}Path`) === undefined) return;
  const message = `The value of '${name}' looks like a path. Use '${name}Path' to evaluate it at runtime.`;
  yield warning('NO_PATH', message, place);
}

function* inTemplate(value: Json, place: Place): Iterable<Finding> {
  if (typeof value === 'string') yield* literalText(value, place);
  if (Array.isArray(value)) {
    for (const [index, inner] of value.entries()) yield* inTemplate(inner, at(place, index));
  } else if (isJsonObject(value)) {
    for (const key of Object.keys(value)) {
      if (!key.endsWith('.$')) yield* inTemplate(value[key] as Json, at(place, key));
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

/** A JSONata state evaluates nothing but `{% … %}`: paths and calls of JSONPath are texts, and `.$` is part of a name. */
function* inQuery(value: Json, place: Place): Iterable<Finding> {
  if (typeof value === 'string') {
    if (looksLikePath(value))
      yield warning('JSONPATH_IN_JSONATA', `${staysText} ${jsonataFor(value)}`, place);
  } else if (Array.isArray(value)) {
    for (const [index, inner] of value.entries()) yield* inQuery(inner, at(place, index));
  } else if (isJsonObject(value)) {
    for (const key of Object.keys(value)) {
      const inner = value[key] as Json;
      if (key.endsWith('.$') && typeof inner === 'string') {
        const message = `${staysText} Name the field '${key.slice(0, -2)}'. ${jsonataFor(inner)}`;
        yield warning('JSONPATH_IN_JSONATA', message, at(place, key));
      } else {
        yield* inQuery(inner, at(place, key));
      }
    }
  }
}

const staysText = 'A JSONata state takes this as text.';

function jsonataFor(path: string): string {
  if (path.startsWith('States.')) return 'Write "{% $function(…) %}".';
  const [root, rest] = path.startsWith('$$') ? ['context', path.slice(2)] : ['input', path.slice(1)];
  return `Write "{% $states.${root}${rest} %}".`;
}

function looksLikePath(text: Json): boolean {
  if (typeof text !== 'string') return false;
  return text === '$' || /^\$\$?\.[A-Za-z_]|^\$\[|^States\.[A-Z]\w*\(.*\)$/s.test(text);
}

function* textsIn(value: Json): Iterable<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) yield* textsIn(inner);
  }
}
