import type { Expression } from '../expressions/expression.ts';
import { compilePath } from '../expressions/json-path/path.ts';
import { compileReferencePath } from '../expressions/json-path/reference-path.ts';
import { compileJsonata, isJsonata } from '../expressions/jsonata/compile.ts';
import { compilePathOrIntrinsic } from '../expressions/path-or-intrinsic.ts';
import { ExpressionSyntaxError } from '../expressions/syntax-error.ts';
import { isJsonObject, type Json } from '../json.ts';
import type { Mention, Part } from './machine.ts';
import { at, fieldNameOf, type Place } from './place.ts';
import { isPlaceholder } from './placeholder.ts';
import { fieldOf, type PathKind, type Value } from './shape.ts';

/** Every path, intrinsic function and JSONata expression in the parts, compiled, in document order. */
export function mentionsIn(parts: readonly Part[]): Mention[] {
  const mentions: Mention[] = [];
  const compile = compiler();
  for (const part of parts) {
    for (const [field, value] of Object.entries(part.fields)) {
      const expected = fieldOf(part.shape, field);
      if (expected === undefined || isForeign(expected, part)) continue;
      for (const { place, text, kind } of textsIn(expected, value, at(part.place, field), part)) {
        const name =
          kind === 'jsonata' ? fieldNameOf(place, part.state?.place ?? part.place) : String(place.key);
        mentions.push({ part, place, field, text, kind, ...compile(text, kind, name) });
      }
    }
  }
  return mentions;
}

interface Text {
  readonly place: Place;
  readonly text: string;
  readonly kind: Mention['kind'];
}

function isForeign(expected: Value, part: Part): boolean {
  return expected.language !== undefined && expected.language !== part.language;
}

function textsIn(expected: Value, value: Json, place: Place, part: Part): Iterable<Text> {
  if (expected.is === 'path') return pathsIn(expected.kind, value, place);
  const isTemplate = expected.is === 'template' || expected.is === 'assignments';
  if (part.language === 'JSONata') {
    return isTemplate || expected.jsonata === true ? queriesIn(value, place) : [];
  }
  return isTemplate ? templatePathsIn(value, place) : [];
}

function pathsIn(kind: PathKind, value: Json, place: Place): Text[] {
  return typeof value === 'string' && !isPlaceholder(value) ? [{ place, text: value, kind }] : [];
}

/** Every string `{% … %}` at any depth. */
function* queriesIn(value: Json, place: Place): Iterable<Text> {
  if (typeof value === 'string') {
    if (isJsonata(value)) yield { place, text: value, kind: 'jsonata' };
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of entriesOf(value)) yield* queriesIn(inner, at(place, key));
  }
}

/** Every field whose name ends in `.$`, at any depth (states-language.net/spec.html#payload-template). */
function* templatePathsIn(value: Json, place: Place): Iterable<Text> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of entriesOf(value)) {
    const isPath = typeof key === 'string' && key.endsWith('.$');
    if (!isPath) yield* templatePathsIn(inner, at(place, key));
    else if (typeof inner !== 'string')
      yield { place: at(place, key), text: JSON.stringify(inner), kind: 'template' };
    else if (!isPlaceholder(inner)) yield { place: at(place, key), text: inner, kind: 'template' };
  }
}

function entriesOf(
  value: readonly Json[] | Readonly<Record<string, Json>>,
): Iterable<[string | number, Json]> {
  return isJsonObject(value) ? Object.entries(value) : value.entries();
}

type Compiled = Pick<Mention, 'expression' | 'problem'>;

/** Many states share a text: each is compiled once. */
function compiler(): (text: string, kind: Mention['kind'], field: string) => Compiled {
  const known = new Map<string, Compiled>();
  return (text, kind, field) => {
    const key = `${kind} ${text}`;
    const compiled = known.get(key) ?? compileOnce(text, kind, field);
    known.set(key, compiled);
    return compiled;
  };
}

function compileOnce(text: string, kind: Mention['kind'], field: string): Compiled {
  try {
    return { expression: compilers[kind](text, field), problem: undefined };
  } catch (problem) {
    if (problem instanceof ExpressionSyntaxError) return { expression: undefined, problem };
    // An expression nested so deep that a parser's recursion ends is refused like any other that cannot be read.
    if (problem instanceof RangeError)
      return {
        expression: undefined,
        problem: { message: 'The expression is nested too deeply', position: 0 },
      };
    throw problem;
  }
}

const compilers: Readonly<Record<Mention['kind'], (text: string, field: string) => Expression>> = {
  path: compilePath,
  reference: compileReferencePath,
  number: compileReferencePath,
  result: compileReferencePath,
  text: compilePathOrIntrinsic,
  template: compilePathOrIntrinsic,
  jsonata: compileJsonata,
};
