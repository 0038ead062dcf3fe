import type { Json } from '../../json.ts';

/**
 * The syntax tree of a path. Terminology:
 * - segment: one step of a path, `.name`, `[0]`, `[?(@.a)]`; `..` before it makes it look at all descendants too.
 * - definite path: each of its segments selects at most one value, so the path does.
 */

/** Where a path starts: the input (`$`), the context object (`$$`), a variable (`$name`), or a filter's element (`@`). */
export type PathRoot =
  | { readonly type: 'input' }
  | { readonly type: 'context' }
  | { readonly type: 'variable'; readonly name: string };

export interface ParsedPath<Root = PathRoot> {
  readonly root: Root;
  readonly segments: readonly Segment[];
}

export type Segment = { readonly descendants: boolean } & (
  | { readonly type: 'names'; readonly names: readonly string[] }
  | { readonly type: 'indexes'; readonly indexes: readonly number[] }
  | { readonly type: 'slice'; readonly start?: number; readonly end?: number; readonly step: number }
  | { readonly type: 'wildcard' }
  | { readonly type: 'filter'; readonly condition: Condition }
  | { readonly type: 'function'; readonly name: PathFunctionName }
);

/** Functions that may end a path: `$.items.length()`. */
export const pathFunctionNames = [
  'length',
  'min',
  'max',
  'avg',
  'sum',
  'stddev',
  'first',
  'last',
  'keys',
] as const;

export type PathFunctionName = (typeof pathFunctionNames)[number];

/** What a filter asks of each element. */
export type Condition =
  | { readonly type: 'or' | 'and'; readonly left: Condition; readonly right: Condition }
  | { readonly type: 'not'; readonly operand: Condition }
  | { readonly type: 'exists'; readonly path: ParsedPath<FilterRoot> }
  | {
      readonly type: 'compare';
      readonly operator: ComparisonOperator;
      readonly left: Operand;
      readonly right: Operand;
    }
  | { readonly type: 'matches'; readonly operand: Operand; readonly pattern: string; readonly flags: string }
  /** The filter cannot be read, and the path that has it cannot be evaluated. */
  | { readonly type: 'unreadable'; readonly text: string };

export type Operand =
  | { readonly type: 'literal'; readonly value: Json }
  | { readonly type: 'path'; readonly path: ParsedPath<FilterRoot> };

export type FilterRoot = PathRoot | { readonly type: 'element' };

/** In the order in which the parser tries them: no operator stands behind its own beginning. */
export const comparisonOperators = [
  '===',
  '!==',
  '==',
  '!=',
  '<=',
  '>=',
  '<',
  '>',
  'in',
  'nin',
  'subsetof',
  'anyof',
  'noneof',
  'contains',
  'size',
  'empty',
] as const;

export type ComparisonOperator = (typeof comparisonOperators)[number];

/** Whether the segments give at most one value; a function at the end makes one of many. */
export function isDefinite(segments: readonly Segment[]): boolean {
  if (segments.at(-1)?.type === 'function') return true;
  return segments.every((segment, position) => {
    if (segment.descendants) return false;
    if (segment.type === 'indexes') return segment.indexes.length === 1;
    // Several names at the end make one object of the members.
    return segment.type === 'names' && (segment.names.length === 1 || position === segments.length - 1);
  });
}
