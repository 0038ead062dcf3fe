import type { Json } from '../../json.ts';
import { readMember } from '../member.ts';
import type { EvaluationScope } from '../scope.ts';
import { type AstNode, type AstStage, hasOnly } from './ast.ts';
import { unsure } from './unsure.ts';

/** Nothing is undefined, as in jsonata. */
export type Closure = (scope: EvaluationScope) => Json | undefined;

/** One step of a path: a member's name, then constant indexes into what it gives. */
export interface PathStep {
  readonly name: string;
  readonly indexes: readonly number[];
}

/** The step that a node is; undefined where it is more than a name with constant indexes. */
export function stepOf(node: AstNode): PathStep | undefined {
  const indexes = constantIndexes(node.stages);
  if (node.type !== 'name' || indexes === undefined || !hasOnly(node, ['value', 'stages'])) return undefined;
  return { name: String(node.value), indexes };
}

/** The indexes that stages consist of; undefined where one is something else. */
export function constantIndexes(stages: readonly AstStage[] = []): readonly number[] | undefined {
  const indexes = stages.map(({ type, expr }) =>
    type === 'filter' && expr?.type === 'number' ? Math.floor(expr.value as number) : undefined,
  );
  return indexes.every((index) => index !== undefined) ? indexes : undefined;
}

/**
 * Walks steps as jsonata does (docs.jsonata.org/path-operators): each element of an array on the way is looked at, and
 * what they give is flattened; what a path ends on stays whole if there is one of it. Undefined where nothing is found.
 */
export function walk(start: Json | undefined, steps: readonly PathStep[]): Json | undefined {
  let value = start;
  for (let position = 0; position < steps.length; position += 1) {
    const step = steps[position];
    if (value === undefined || step === undefined) return undefined;
    if (Array.isArray(value)) return walkElements(value, steps.slice(position));
    value = pick(readMember(value, step.name), step.indexes);
  }
  return value;
}

/** As `walk`, from the step at which there are several values. */
function walkElements(start: readonly Json[], steps: readonly PathStep[]): Json | undefined {
  let found: readonly (Json | undefined)[] = [];
  let values = start;
  for (const step of steps) {
    found = values.flatMap((value) => stepInto(value, step));
    values = found.flat().filter((value) => value !== undefined);
  }
  return found.length === 1 ? found[0] : singleOrAll(values);
}

/** What a step gives for one value, in a list; indexes that hit nothing give an empty place, which counts. */
function stepInto(value: Json, step: PathStep): readonly (Json | undefined)[] {
  if (Array.isArray(value)) throw unsure;
  const member = readMember(value, step.name);
  if (step.indexes.length > 0) return [pick(member, step.indexes)];
  return member === undefined ? [] : [member];
}

function singleOrAll(values: readonly Json[]): Json | undefined {
  return values.length > 1 ? values : values[0];
}

/** Follows constant indexes; a value that is no array counts as its own only element. */
export function pick(value: Json | undefined, indexes: readonly number[]): Json | undefined {
  let picked = value;
  for (const index of indexes) {
    if (Array.isArray(picked)) picked = picked.at(index) as Json | undefined;
    else if (index !== 0 && index !== -1) return undefined;
  }
  return picked;
}
