import type { Json } from '../../json.ts';
import { type AstNode, hasOnly } from './ast.ts';
import { constantIndexes, type PathStep, pick, stepOf, walk } from './closure-path.ts';
import { unsure } from './unsure.ts';

/** A step that sorts: `^(>total, customer.name)`, then constant indexes. */
export interface OrderStep {
  readonly terms: readonly OrderTerm[];
  readonly indexes: readonly number[];
}

interface OrderTerm {
  readonly steps: readonly PathStep[];
  readonly descending: boolean;
}

/** The sorting that a node is, by names below each element; undefined where a term is more than that. */
export function orderOf(node: AstNode): OrderStep | undefined {
  const indexes = constantIndexes(node.stages);
  if (node.type !== 'sort' || indexes === undefined || !hasOnly(node, ['terms', 'stages'])) return undefined;
  const terms = (node.terms ?? []).map(({ expression, descending }) => {
    const steps = namesIn(expression);
    return steps && { steps, descending };
  });
  return terms.every((term) => term !== undefined) ? { terms, indexes } : undefined;
}

/** `$`, `$.a.b` or `a.b`. */
function namesIn(expression: AstNode): readonly PathStep[] | undefined {
  if (isElement(expression)) return [];
  if (expression.type !== 'path' || !hasOnly(expression, ['steps'])) return undefined;
  const [first, ...others] = expression.steps ?? [];
  const names = first !== undefined && isElement(first) ? others : (expression.steps ?? []);
  const steps = names.map(stepOf);
  return steps.every((step) => step !== undefined) ? steps : undefined;
}

function isElement(node: AstNode): boolean {
  return node.type === 'variable' && node.value === '' && hasOnly(node, ['value']);
}

/** Sorts as jsonata does (docs.jsonata.org/path-operators#-order-by): stable, and what has no value comes last. */
export function inOrder(value: Json | undefined, { terms, indexes }: OrderStep): Json | undefined {
  if (!Array.isArray(value)) return pick(value, indexes);
  if (value.some((element) => Array.isArray(element))) throw unsure;
  const keyed = (value as readonly Json[]).map((element) => ({
    element,
    keys: terms.map(({ steps }) => walk(element, steps)),
  }));
  keyed.sort((left, right) => compared(left.keys, right.keys, terms));
  const sorted = keyed.map(({ element }) => element);
  return indexes.length > 0 ? pick(sorted, indexes) : singleOrAll(sorted);
}

function singleOrAll(sorted: readonly Json[]): Json | undefined {
  return sorted.length > 1 ? sorted : sorted[0];
}

type Keys = readonly (Json | undefined)[];

function compared(left: Keys, right: Keys, terms: readonly OrderTerm[]): number {
  for (const [position, { descending }] of terms.entries()) {
    const [leftKey, rightKey] = [left[position], right[position]];
    if (leftKey === undefined || rightKey === undefined) {
      if (leftKey === rightKey) continue;
      return leftKey === undefined ? 1 : -1;
    }
    const order = orderOfKeys(leftKey, rightKey);
    if (order !== 0) return descending ? -order : order;
  }
  return 0;
}

/** Only texts have an order, and numbers. */
function orderOfKeys(left: Json, right: Json): number {
  const isOrdered = typeof left === 'string' || typeof left === 'number';
  if (!isOrdered || typeof left !== typeof right) throw unsure;
  return Number(left > (right as typeof left)) - Number(left < (right as typeof left));
}
