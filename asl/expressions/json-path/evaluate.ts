import { isJsonObject, type Json } from '../../json.ts';
import { ErrorName, StateError } from '../../state-error.ts';
import { readMember, writeMember } from '../member.ts';
import { compileRegularExpression } from '../regular-expression.ts';
import type { EvaluationScope } from '../scope.ts';
import { comparisons } from './comparison.ts';
import { pathFunctions } from './path-function.ts';
import { rootValue } from './root.ts';
import {
  type Condition,
  type FilterRoot,
  isDefinite,
  type Operand,
  type ParsedPath,
  type Segment,
} from './segment.ts';

/** The values that a path's segments select from where the path starts, in document order. */
export type Select = (start: Json, scope: EvaluationScope) => readonly Json[];

/** Gives each value that one segment selects from a value to `found`, and tells of each that it looks at below it. */
type Step = (value: Json, scope: EvaluationScope, found: (value: Json) => void, visited: () => void) => void;

/**
 * What one path may look at. A payload of 256 KiB holds at most half as many values; `$..*..*` looks at each of them once
 * for each that it stands in, and with some more of that never ends. AWS publishes no limit.
 */
const visitsMax = 1_000_000;

/** Compiles segments once; a function at their end applies to what the others select. */
export function compileSelect(segments: readonly Segment[]): Select {
  const last = segments.at(-1);
  if (last?.type !== 'function') return compileSteps(segments);
  const before = segments.slice(0, -1);
  const select = compileSteps(before);
  const definite = isDefinite(before);
  const apply = pathFunctions[last.name];
  return (start, scope) => {
    const selected = select(start, scope);
    const argument = definite ? selected[0] : selected;
    const value = argument === undefined ? undefined : apply(argument);
    return value === undefined ? [] : [value];
  };
}

function compileSteps(segments: readonly Segment[]): Select {
  const steps = segments.map((segment, position) => compileStep(segment, position === segments.length - 1));
  return (start, scope) => {
    let values: readonly Json[] = [start];
    let visits = 0;
    const visited = () => {
      visits += 1;
      if (visits > visitsMax) throw new StateError(ErrorName.DataLimitExceeded, tooManyVisits);
    };
    for (const step of steps) {
      const found: Json[] = [];
      const find = (each: Json) => {
        visited();
        found.push(each);
      };
      for (const value of values) step(value, scope, find, visited);
      values = found;
    }
    return values;
  };
}

const tooManyVisits = `A path may look at ${visitsMax} values at most.`;

function compileStep(segment: Segment, atEnd: boolean): Step {
  const step = compileSelector(segment, atEnd);
  return segment.descendants
    ? (value, scope, found, visited) =>
        visitDescendants(value, (each) => {
          visited();
          step(each, scope, found, visited);
        })
    : step;
}

/** A value and all below it, each before its children. */
function visitDescendants(value: Json, visit: (value: Json) => void): void {
  visit(value);
  for (const child of children(value)) visitDescendants(child, visit);
}

function children(value: Json): readonly Json[] {
  if (Array.isArray(value)) return value;
  return isJsonObject(value) ? Object.values(value) : [];
}

function compileSelector(segment: Segment, atEnd: boolean): Step {
  switch (segment.type) {
    case 'names':
      return atEnd && segment.names.length > 1 ? selectMerged(segment.names) : selectNames(segment.names);
    case 'indexes':
      return selectIndexes(segment.indexes);
    case 'slice':
      return selectSlice(segment);
    case 'wildcard':
      return (value, _scope, found) => children(value).forEach(found);
    case 'filter':
      return selectFiltered(compileCondition(segment.condition));
    case 'function':
      throw new Error('a function stands only at the end of a path');
    default:
      return segment satisfies never;
  }
}

function selectNames(names: readonly string[]): Step {
  return (value, _scope, found) => {
    for (const name of names) {
      const member = readMember(value, name);
      if (member !== undefined) found(member);
    }
  };
}

/** Several names at the end of a path give one object with those members. */
function selectMerged(names: readonly string[]): Step {
  return (value, _scope, found) => {
    if (!isJsonObject(value)) return;
    const merged: { [key: string]: Json } = {};
    for (const name of names) {
      const member = readMember(value, name);
      if (member !== undefined) writeMember(merged, name, member);
    }
    found(merged);
  };
}

function selectIndexes(indexes: readonly number[]): Step {
  return (value, _scope, found) => {
    if (!Array.isArray(value)) return;
    for (const index of indexes) {
      const element: Json | undefined = value.at(index);
      if (element !== undefined) found(element);
    }
  };
}

function selectSlice(slice: { readonly start?: number; readonly end?: number; readonly step: number }): Step {
  return (value, _scope, found) => {
    if (!Array.isArray(value)) return;
    const sliced: readonly Json[] = value.slice(slice.start, slice.end);
    for (let index = 0; index < sliced.length; index += slice.step) {
      const element = sliced[index];
      if (element !== undefined) found(element);
    }
  };
}

type Test = (element: Json, scope: EvaluationScope) => boolean;

/** A filter tests the elements of an array, and an object itself, as Jayway's JsonPath does. */
function selectFiltered(test: Test): Step {
  return (value, scope, found) => {
    const candidates: readonly Json[] = Array.isArray(value) ? value : isJsonObject(value) ? [value] : [];
    for (const candidate of candidates) if (test(candidate, scope)) found(candidate);
  };
}

function compileCondition(condition: Condition): Test {
  switch (condition.type) {
    case 'or':
    case 'and':
      return compileJunction(condition);
    case 'not': {
      const test = compileCondition(condition.operand);
      return (element, scope) => !test(element, scope);
    }
    case 'exists': {
      const read = compileFilterPath(condition.path);
      const definite = isDefinite(condition.path.segments);
      return (element, scope) => {
        const value = read(element, scope);
        return definite ? value !== undefined : Array.isArray(value) && value.length > 0;
      };
    }
    case 'compare': {
      const compare = comparisons[condition.operator];
      const left = compileOperand(condition.left);
      const right = compileOperand(condition.right);
      return (element, scope) => compare(left(element, scope), right(element, scope));
    }
    case 'matches':
      return compileMatch(condition.pattern, condition.flags, compileOperand(condition.operand));
    case 'unreadable':
      return () => false; // A path with such a filter fails before any of its filters is asked.
    default:
      return condition satisfies never;
  }
}

function compileJunction({ type, left, right }: Extract<Condition, { type: 'or' | 'and' }>): Test {
  const [testLeft, testRight] = [compileCondition(left), compileCondition(right)];
  return type === 'or'
    ? (element, scope) => testLeft(element, scope) || testRight(element, scope)
    : (element, scope) => testLeft(element, scope) && testRight(element, scope);
}

type Read = (element: Json, scope: EvaluationScope) => Json | undefined;

function compileOperand(operand: Operand): Read {
  return operand.type === 'literal' ? () => operand.value : compileFilterPath(operand.path);
}

function compileFilterPath({ root, segments }: ParsedPath<FilterRoot>): Read {
  const select = compileSelect(segments);
  const definite = isDefinite(segments);
  return (element, scope) => {
    const start = root.type === 'element' ? element : rootValue(root, scope);
    if (start === undefined) return undefined;
    const selected = select(start, scope);
    return definite ? selected[0] : selected;
  };
}

/** `=~` matches the whole string, in linear time. */
function compileMatch(pattern: string, flags: string, read: Read): Test {
  const expression = compileRegularExpression(pattern, flags);
  return (element, scope) => {
    const value = read(element, scope);
    return typeof value === 'string' && expression.matches(value);
  };
}
