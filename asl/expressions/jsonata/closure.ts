import type { Json } from '../../json.ts';
import { jsonEquals } from '../json-equals.ts';
import { writeMember } from '../member.ts';
import { type AstNode, depthOf, hasOnly } from './ast.ts';
import { depthMax } from './bounds.ts';
import { isBuiltinFunction } from './builtin-names.ts';
import { arithmetic, comparison, concatenate, includes, isTrue, negate } from './closure-operators.ts';
import { closureFunctions } from './closure-functions.ts';
import { inOrder, orderOf } from './closure-order.ts';
import { type Closure, constantIndexes, pick, stepOf, walk } from './closure-path.ts';
import { unsure } from './unsure.ts';

/**
 * Most expressions are simple: a path, a comparison, an object of paths. They are compiled to closures, which are many
 * times quicker than the library's interpreter. Two rules keep their results the library's own:
 * - F1: a node is compiled only if each of its members is known here; otherwise the whole expression is the library's.
 * - F2: a closure never decides that something fails. Whatever is unusual makes it throw `unsure`, or give nothing,
 *   and the library evaluates anew.
 */
export function compileClosure(ast: AstNode): Closure | undefined {
  return depthOf(ast) > depthMax ? undefined : compileNode(ast);
}

type Compile = (node: AstNode) => Closure | undefined;

/** The nodes that are compiled, each with the members it may have. */
const compilers: ReadonlyMap<string, { readonly members: readonly string[]; readonly compile: Compile }> =
  new Map([
    ['string', { members: ['value'], compile: compileLiteral }],
    ['number', { members: ['value'], compile: compileLiteral }],
    ['value', { members: ['value'], compile: compileLiteral }],
    ['variable', { members: ['value', 'predicate'], compile: compileVariable }],
    ['path', { members: ['steps'], compile: compilePath }],
    ['block', { members: ['expressions'], compile: compileBlock }],
    ['condition', { members: ['condition', 'then', 'else'], compile: compileCondition }],
    ['binary', { members: ['value', 'lhs', 'rhs'], compile: compileBinary }],
    ['unary', { members: ['value', 'lhs', 'expression', 'expressions'], compile: compileUnary }],
    ['function', { members: ['value', 'arguments', 'procedure'], compile: compileCall }],
  ]);

function compileNode(node: AstNode): Closure | undefined {
  const compiler = compilers.get(node.type);
  return compiler !== undefined && hasOnly(node, compiler.members) ? compiler.compile(node) : undefined;
}

/** All or nothing: undefined where one of the nodes cannot be compiled. */
function compileAll(nodes: readonly (AstNode | undefined)[]): readonly Closure[] | undefined {
  const closures = nodes.map((node) => (node === undefined ? undefined : compileNode(node)));
  return closures.every((closure) => closure !== undefined) ? closures : undefined;
}

function compileLiteral({ value }: AstNode): Closure {
  return () => value as Json;
}

function compileVariable({ value, predicate }: AstNode): Closure | undefined {
  const read = variableReader(String(value));
  const indexes = constantIndexes(predicate);
  if (read === undefined || indexes === undefined) return undefined;
  return indexes.length === 0 ? read : (scope) => pick(read(scope), indexes);
}

/** `$states` alone is rarely wanted, and left to the library, as are `$`, `$$` and functions. */
function variableReader(name: string): Closure | undefined {
  if (name === '' || name === '$' || name === 'states') return undefined;
  if (!isBuiltinFunction(name)) return (scope) => scope.variable(name);
  return (scope) => scope.variable(name) ?? giveUp();
}

function giveUp(): never {
  throw unsure;
}

const statesFields: ReadonlyMap<string, Closure> = new Map<string, Closure>([
  ['input', (scope) => scope.input],
  ['context', (scope) => scope.context],
  ['result', (scope) => scope.result],
  ['errorOutput', (scope) => scope.errorOutput],
]);

function compilePath({ steps = [] }: AstNode): Closure | undefined {
  const at = steps.findLastIndex(({ type }) => type === 'sort');
  return at < 0 ? compileSteps(steps) : compileOrderedPath(steps, at);
}

/** A path that sorts what it has found, and may go on from there. */
function compileOrderedPath(steps: readonly AstNode[], at: number): Closure | undefined {
  const before = compilePath({ type: 'path', steps: steps.slice(0, at) });
  const order = orderOf(steps[at] as AstNode);
  const below = steps.slice(at + 1).map(stepOf);
  if (before === undefined || order === undefined) return undefined;
  if (!below.every((step) => step !== undefined)) return undefined;
  return (scope) => walk(inOrder(before(scope), order), below);
}

function compileSteps(steps: readonly AstNode[]): Closure | undefined {
  const [first, ...others] = steps;
  const path = others.map(stepOf);
  if (first?.type !== 'variable' || !path.every((step) => step !== undefined)) return undefined;
  if (first.value !== 'states') {
    const read = compileNode(first);
    return read && ((scope) => walk(read(scope), path));
  }
  const [field, ...below] = path;
  const read = statesFields.get(field?.name ?? '');
  if (read === undefined || first.predicate !== undefined || field === undefined) return undefined;
  if (field.indexes.length > 0) return (scope) => walk(pick(read(scope), field.indexes), below);
  return below.length === 0 ? read : (scope) => walk(read(scope), below);
}

/** Parentheses. A block of several expressions has variables of its own. */
function compileBlock({ expressions = [] }: AstNode): Closure | undefined {
  return expressions.length === 1 && expressions[0] !== undefined ? compileNode(expressions[0]) : undefined;
}

function compileCondition(node: AstNode): Closure | undefined {
  const closures = compileAll([node.condition, node.then, ...(node.else === undefined ? [] : [node.else])]);
  const [condition, consequent, alternative] = closures ?? [];
  if (condition === undefined || consequent === undefined) return undefined;
  return (scope) => (isTrue(condition(scope)) ? consequent(scope) : alternative?.(scope));
}

type Operator = (left: Closure, right: Closure) => Closure;

const operators: ReadonlyMap<unknown, Operator> = new Map<unknown, Operator>([
  ['and', (left, right) => (scope) => isTrue(left(scope)) && isTrue(right(scope))],
  ['or', (left, right) => (scope) => isTrue(left(scope)) || isTrue(right(scope))],
  ['=', equality((left, right) => jsonEquals(left, right))],
  ['!=', equality((left, right) => !jsonEquals(left, right))],
  ['in', equality(includes)],
  ['&', (left, right) => (scope) => concatenate(left(scope), right(scope))],
  ['+', strict(arithmetic((left, right) => left + right))],
  ['-', strict(arithmetic((left, right) => left - right))],
  ['*', strict(arithmetic((left, right) => left * right))],
  ['/', strict(arithmetic((left, right) => left / right))],
  ['%', strict(arithmetic((left, right) => left % right))],
  ['<', strict(comparison((left, right) => left < right))],
  ['<=', strict(comparison((left, right) => left <= right))],
  ['>', strict(comparison((left, right) => left > right))],
  ['>=', strict(comparison((left, right) => left >= right))],
]);

function compileBinary({ value, lhs, rhs }: AstNode): Closure | undefined {
  const operator = operators.get(value);
  const [left, right] = compileAll([lhs as AstNode | undefined, rhs]) ?? [];
  return operator && left && right && operator(left, right);
}

/** Nothing equals nothing, and differs from nothing. */
function equality(holds: (left: Json, right: Json) => boolean): Operator {
  return (left, right) => (scope) => {
    const [leftValue, rightValue] = [left(scope), right(scope)];
    return leftValue !== undefined && rightValue !== undefined && holds(leftValue, rightValue);
  };
}

function strict(compute: (left: Json | undefined, right: Json | undefined) => Json | undefined): Operator {
  return (left, right) => (scope) => compute(left(scope), right(scope));
}

function compileUnary(node: AstNode): Closure | undefined {
  if (node.value === '[') return compileArray(node.expressions ?? []);
  if (node.value === '{') return compileObject(node.lhs as readonly (readonly [AstNode, AstNode])[]);
  const [operand] = compileAll([node.expression]) ?? [];
  return operand && ((scope) => negate(operand(scope)));
}

/** What stands in brackets is one element; an array from anywhere else adds its elements; nothing adds nothing. */
function compileArray(expressions: readonly AstNode[]): Closure | undefined {
  const closures = compileAll(expressions);
  if (closures === undefined) return undefined;
  const nested = expressions.map(({ value }) => value === '[');
  return (scope) =>
    closures.flatMap((closure, position) => {
      const value = closure(scope);
      if (value === undefined) return [];
      return nested[position] === true ? [value] : value;
    });
}

/** With keys that are constant and differ; a member that is nothing is left out. */
function compileObject(pairs: readonly (readonly [AstNode, AstNode])[]): Closure | undefined {
  const keys = pairs
    .map(([key]) => key)
    .filter(({ type }) => type === 'string')
    .map(({ value }) => String(value));
  const closures = compileAll(pairs.map(([, value]) => value));
  const plain = new Set(keys).size === pairs.length && !keys.some((key) => key.startsWith('_jsonata_'));
  if (closures === undefined || !plain) return undefined;
  return (scope) => {
    const object: { [key: string]: Json } = {};
    for (let position = 0; position < closures.length; position += 1) {
      const value = closures[position]?.(scope);
      if (value !== undefined) writeMember(object, keys[position] as string, value);
    }
    return object;
  };
}

function compileCall({ value, procedure, arguments: given = [] }: AstNode): Closure | undefined {
  const name =
    procedure?.type === 'variable' && procedure.predicate === undefined ? String(procedure.value) : '';
  const apply = closureFunctions.get(name);
  const closures = compileAll(given);
  if (value !== '(' || apply === undefined || closures === undefined) return undefined;
  return (scope) => {
    // A variable may bear the name of a function.
    if (scope.variable(name) !== undefined) throw unsure;
    return apply(
      closures.map((closure) => closure(scope)),
      scope,
    );
  };
}
