import type { Json } from '../../json.ts';
import { ErrorName, StateError } from '../../state-error.ts';
import { type Cursor, syntaxError } from '../cursor.ts';
import { type Expression, referencesTo } from '../expression.ts';
import type { EvaluationScope } from '../scope.ts';
import { compileSelect } from './evaluate.ts';
import { explainNothing } from './explain.ts';
import { parsePath } from './parse.ts';
import { type Place, placeOf, readPlace } from './place.ts';
import { rootValue } from './root.ts';
import {
  type Condition,
  type FilterRoot,
  isDefinite,
  type Operand,
  type ParsedPath,
  type PathRoot,
} from './segment.ts';

/** A compiled path (states-language.net/spec.html#paths). */
export interface Path extends Expression {
  readonly text: string;
  /** Selects at most one value: it has no wildcard, slice, union, filter or `..`. */
  readonly definite: boolean;
  readonly root: PathRoot;
  /** The names and indexes that lead to one place; undefined where the path is more than that. */
  readonly place: Place | undefined;
  /** The value; undefined where a definite path leads nowhere. An indefinite one gives an array, perhaps empty. */
  find(scope: EvaluationScope): Json | undefined;
  /** The value, or StateError States.Runtime "Invalid path '…' : No results for path: …". */
  evaluate(scope: EvaluationScope): Json;
}

/** Throws ExpressionSyntaxError. */
export function compilePath(text: string): Path {
  const cursor = { text, position: 0 };
  const path = compilePathAt(cursor);
  if (cursor.position < text.length) throw syntaxError(cursor, 'the path should end');
  return path;
}

/** Compiles the path that stands at the cursor, which moves behind it. */
export function compilePathAt(cursor: Cursor): Path {
  const start = cursor.position;
  const parsed = parsePath(cursor);
  const text = cursor.text.slice(start, cursor.position);
  const paths = pathsIn(parsed);
  const variables = paths.flatMap(({ root }) => (root.type === 'variable' ? [root.name] : []));
  const [unreadable] = paths.flatMap(filtersOf).filter((filter) => filter.type === 'unreadable');
  const find = unreadable === undefined ? compileFind(parsed) : failure(text, unreadable.text);
  return {
    text,
    definite: isDefinite(parsed.segments),
    root: parsed.root,
    place: placeOf(parsed.segments),
    references: referencesTo({
      variables,
      unreadableFilters: unreadable === undefined ? [] : [unreadable.text],
    }),
    find,
    evaluate: (scope) => {
      const value = find(scope);
      if (value === undefined) throw new StateError(ErrorName.Runtime, invalidPath(text, parsed, scope));
      return value;
    },
  };
}

function compileFind({ root, segments }: ParsedPath): (scope: EvaluationScope) => Json | undefined {
  const place = placeOf(segments);
  if (place !== undefined && root.type === 'input') return (scope) => readPlace(scope.input, place);
  if (place !== undefined) return (scope) => readPlace(rootValue(root, scope), place);
  const select = compileSelect(segments);
  const definite = isDefinite(segments);
  return (scope) => {
    const start = rootValue(root, scope);
    const selected = start === undefined ? [] : select(start, scope);
    return definite ? selected[0] : selected;
  };
}

/** In the words of Jayway's JsonPath, which compiles a path each time that it is evaluated. */
function failure(text: string, filter: string): () => never {
  return () => {
    const cause = `Invalid path '${text}' : Could not compile inline filter : [?${filter}]`;
    throw new StateError(ErrorName.Runtime, cause);
  };
}

function invalidPath(text: string, { root, segments }: ParsedPath, scope: EvaluationScope): string {
  return `Invalid path '${text}' : ${explainNothing(segments, rootValue(root, scope))}`;
}

/** The path and all paths in its filters. */
function pathsIn(path: ParsedPath<FilterRoot>): readonly ParsedPath<FilterRoot>[] {
  return [path, ...filtersOf(path).flatMap(pathsInCondition)];
}

function filtersOf({ segments }: ParsedPath<FilterRoot>): readonly Condition[] {
  return segments.flatMap((segment) => (segment.type === 'filter' ? [segment.condition] : []));
}

function pathsInCondition(condition: Condition): readonly ParsedPath<FilterRoot>[] {
  switch (condition.type) {
    case 'or':
    case 'and':
      return [...pathsInCondition(condition.left), ...pathsInCondition(condition.right)];
    case 'not':
      return pathsInCondition(condition.operand);
    case 'exists':
      return pathsIn(condition.path);
    case 'compare':
      return [...pathsInOperand(condition.left), ...pathsInOperand(condition.right)];
    case 'matches':
      return pathsInOperand(condition.operand);
    case 'unreadable':
      return [];
    default:
      return condition satisfies never;
  }
}

function pathsInOperand(operand: Operand): readonly ParsedPath<FilterRoot>[] {
  return operand.type === 'path' ? pathsIn(operand.path) : [];
}
