import type { AstNode } from './ast.ts';
import { unsure } from './unsure.ts';

/** How operands become paths and steps of paths, and what their marks are: as in the tree that jsonata makes. */

/** `left.right` */
export function pathOf(left: AstNode, right: AstNode): AstNode {
  const steps = [...stepsOf(left), ...(right.type === 'path' ? stepsOf(right) : [withStages(right)])].map(
    (step, position, { length }) => asStep(step, position === 0 || position === length - 1),
  );
  const path: AstNode = left.type === 'path' ? { ...left, steps } : { type: 'path', steps };
  return steps.some(({ keepArray }) => keepArray === true) ? { ...path, keepSingletonArray: true } : path;
}

function stepsOf(node: AstNode): readonly AstNode[] {
  return node.type === 'path' ? (node.steps ?? []) : [node];
}

/** The filters of an operand are predicates; those of a step are stages. */
function withStages(operand: AstNode): AstNode {
  if (operand.predicate === undefined) return operand;
  const { predicate, ...step } = operand;
  return { ...step, stages: predicate };
}

/** A string is the name of a member; other literals are no steps. Arrays at either end stay arrays. */
function asStep(node: AstNode, atEnd: boolean): AstNode {
  if (node.type === 'string') return { ...node, type: 'name' };
  if (node.type === 'number' || node.type === 'value') throw unsure;
  return atEnd && node.type === 'unary' && node.value === '[' ? { ...node, consarray: true } : node;
}

/** `left[condition]` */
export function filtered(left: AstNode, condition: AstNode): AstNode {
  const stage = { type: 'filter', expr: condition };
  if (left.type !== 'path') return { ...left, predicate: [...(left.predicate ?? []), stage] };
  return withLastStep(left, (step) => ({ ...step, stages: [...(step.stages ?? []), stage] }));
}

/** `left[]` */
export function keepingArray(left: AstNode): AstNode {
  if (left.type !== 'path') return { ...left, keepArray: true };
  const path = withLastStep(left, (step) => ({ ...step, keepArray: true }));
  return { ...path, keepArray: true, keepSingletonArray: true };
}

function withLastStep(path: AstNode, change: (step: AstNode) => AstNode): AstNode {
  const steps = stepsOf(path);
  return { ...path, steps: [...steps.slice(0, -1), ...steps.slice(-1).map(change)] };
}

/** `-operand`; the sign of a number is part of it. */
export function negated(operand: AstNode): AstNode {
  if (operand.type !== 'number') return { type: 'unary', value: '-', expression: operand };
  return { ...operand, value: -(operand.value as number) };
}
