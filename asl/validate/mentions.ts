import type { Expression } from '../expressions/expression.ts';
import { compilePath, type Path } from '../expressions/json-path/path.ts';
import { compileReferencePath } from '../expressions/json-path/reference-path.ts';
import { compileJsonata, isJsonata } from '../expressions/jsonata/compile.ts';
import { compilePathOrIntrinsic } from '../expressions/path-or-intrinsic.ts';
import { ExpressionSyntaxError } from '../expressions/syntax-error.ts';
import { isJsonObject, type Json } from '../json.ts';
import type { ExpressionProblem, Field, Mention, Part } from './machine.ts';
import { at, type Place } from './place.ts';
import { isPlaceholder } from './placeholder.ts';
import type { PathKind } from './shape.ts';

/** Every path, intrinsic function and JSONata expression in the parts, compiled, in document order. */
export function mentionsIn(parts: readonly Part[]): Mention[] {
  const mentions: Mention[] = [];
  const compile = compiler();
  for (const part of parts) {
    for (const field of part.known) {
      for (const { place, text, kind } of textsIn(field, part.language)) {
        const { expression, path, problem } = compile(text, kind);
        mentions.push({ part, place, field: field.name, text, kind, expression, path, problem });
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

const nothing: readonly never[] = [];

function textsIn({ expected, value, place }: Field, language: Part['language']): Iterable<Text> {
  if (expected.is === 'path') return pathsIn(expected.kind, value, place);
  const isTemplate = expected.is === 'template' || expected.is === 'assignments';
  if (language === 'JSONata')
    return isTemplate || expected.jsonata === true ? queriesIn(value, place) : nothing;
  return isTemplate ? templatePathsIn(value, place) : nothing;
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

type Compiled = Pick<Mention, 'expression' | 'path' | 'problem'>;

/** Many states share a text: each is compiled once. */
function compiler(): (text: string, kind: Mention['kind']) => Compiled {
  const known = new Map<Mention['kind'], Map<string, Compiled>>();
  return (text, kind) => {
    let ofKind = known.get(kind);
    if (ofKind === undefined) known.set(kind, (ofKind = new Map()));
    let compiled = ofKind.get(text);
    if (compiled === undefined) ofKind.set(text, (compiled = compileOnce(text, kind)));
    return compiled;
  };
}

function compileOnce(text: string, kind: Mention['kind']): Compiled {
  try {
    return compilers[kind](text);
  } catch (problem) {
    return { expression: undefined, path: undefined, problem: problemOf(problem) };
  }
}

/** What a failure of the evaluation would call the field: nothing is evaluated here. */
const anyField = '';

const compilers: Readonly<Record<Mention['kind'], (text: string) => Compiled>> = {
  path: (text) => compiledPath(compilePath(text)),
  reference: (text) => compiledPath(compileReferencePath(text)),
  result: (text) => compiledPath(compileReferencePath(text)),
  text: pathOrIntrinsic,
  template: pathOrIntrinsic,
  jsonata: (text) => compiledOther(compileJsonata(text, anyField)),
};

function pathOrIntrinsic(text: string): Compiled {
  return text.startsWith('$')
    ? compiledPath(compilePath(text))
    : compiledOther(compilePathOrIntrinsic(text, anyField));
}

function compiledPath(path: Path): Compiled {
  return { expression: path, path, problem: undefined };
}

function compiledOther(expression: Expression): Compiled {
  return { expression, path: undefined, problem: undefined };
}

/** An expression nested so deep that a parser's recursion ends is refused like any other that cannot be read. */
function problemOf(problem: unknown): ExpressionProblem {
  if (problem instanceof ExpressionSyntaxError) return problem;
  if (problem instanceof RangeError) return { message: 'The expression is nested too deeply', position: 0 };
  throw problem;
}
