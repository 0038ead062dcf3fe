import type { JsonObject } from '../../json.ts';
import type { Expression, Operator } from '../expression.ts';
import { Inexpressible } from './json-path-expression.ts';

/** Yields the path of an operand; one that is computed is put into the document first. */
export type PathOf = (operand: Expression) => string;

/** A condition as a choice rule without its transition (states-language.net/spec.html#choice-state). */
export function jsonPathCondition(condition: Expression, pathOf: PathOf): JsonObject {
  if (condition.kind !== 'operation') return { Variable: pathOf(condition), BooleanEquals: true };
  const { operator, operands } = condition;
  const inside = (operand: Expression) => jsonPathCondition(operand, pathOf);
  const [first, second] = operands as readonly [Expression, Expression];
  switch (operator) {
    case 'and':
      return { And: operands.map(inside) };
    case 'or':
      return { Or: operands.map(inside) };
    case 'not':
      return { Not: inside(first) };
    case 'ne':
      return { Not: equality(first, second, pathOf) };
    case 'eq':
      return equality(first, second, pathOf);
    case 'isPresent':
      return { Variable: pathOf(first), IsPresent: true };
    case 'isNull':
      return isNull(pathOf(first));
    case 'contains':
      return first.kind === 'array' && first.items.every(isLiteral)
        ? { Or: first.items.map((item) => equality(second, item, pathOf)) }
        : { Variable: pathOf(condition), BooleanEquals: true };
    case 'matches':
      return { Variable: pathOf(first), StringMatches: (second as { readonly value: string }).value };
    default:
      return orderings[operator]
        ? ordering(operator, { first, second }, pathOf)
        : { Variable: pathOf(condition), BooleanEquals: true };
  }
}

function isLiteral({ kind }: Expression): boolean {
  return kind === 'literal';
}

/** An absent field is not null, and asking whether it is would fail. */
function isNull(path: string): JsonObject {
  return {
    And: [
      { Variable: path, IsPresent: true },
      { Variable: path, IsNull: true },
    ],
  };
}

/** Of two values that are known only at run time the type is not known either, so each type is tried. */
function equality(first: Expression, second: Expression, pathOf: PathOf): JsonObject {
  if (first.kind === 'literal' && second.kind !== 'literal') return equality(second, first, pathOf);
  const Variable = pathOf(first);
  if (second.kind !== 'literal') {
    const other = pathOf(second);
    return {
      Or: ['StringEqualsPath', 'NumericEqualsPath', 'BooleanEqualsPath'].map((comparison) => ({
        Variable,
        [comparison]: other,
      })),
    };
  }
  const { value } = second;
  if (value === null) return isNull(Variable);
  const type = { string: 'String', number: 'Numeric', boolean: 'Boolean' }[
    typeof value as 'string' | 'number' | 'boolean'
  ];
  return { Variable, [`${type}Equals`]: value };
}

/** The comparison of each ordering, and the ordering with its sides exchanged. */
const orderings: Partial<Record<Operator, readonly [comparison: string, exchanged: Operator]>> = {
  gt: ['NumericGreaterThan', 'lt'],
  gte: ['NumericGreaterThanEquals', 'lte'],
  lt: ['NumericLessThan', 'gt'],
  lte: ['NumericLessThanEquals', 'gte'],
  before: ['TimestampLessThan', 'after'],
  after: ['TimestampGreaterThan', 'before'],
};

function ordering(
  operator: Operator,
  { first, second }: { readonly first: Expression; readonly second: Expression },
  pathOf: PathOf,
): JsonObject {
  const [comparison, exchanged] = orderings[operator] as readonly [string, Operator];
  if (first.kind === 'literal') {
    if (second.kind === 'literal') throw new Inexpressible('a comparison of two constants is no condition');
    return ordering(exchanged, { first: second, second: first }, pathOf);
  }
  const Variable = pathOf(first);
  return second.kind === 'literal'
    ? { Variable, [comparison]: second.value }
    : { Variable, [`${comparison}Path`]: pathOf(second) };
}
