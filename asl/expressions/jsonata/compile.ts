import type { Json } from '../../json.ts';
import type { Expression } from '../expression.ts';
import type { EvaluationScope } from '../scope.ts';
import { compileRegularExpression } from '../regular-expression.ts';
import { ExpressionSyntaxError } from '../syntax-error.ts';
import { type AstNode, nodesOf } from './ast.ts';
import { BoundExceeded, EvaluationBounds, isHookName, walkedNodes } from './bounds.ts';
import { isBuiltinFunction } from './builtin-names.ts';
import { compileClosure } from './closure.ts';
import { boundsBinding, registerFunctions, scopeBinding } from './functions.ts';
import { evaluateProgram, type JsonataProgram, parseJsonata } from './library.ts';
import { parseCommon } from './parse.ts';
import { NotJson, plainJson } from './plain-json.ts';
import { QueryEvaluationError } from './query-evaluation-error.ts';
import { referencesOf } from './references.ts';

/** One compiled JSONata expression. */
export interface JsonataExpression extends Expression {
  /** The text between `{%` and `%}`, trimmed: what causes quote. */
  readonly text: string;
  /** The field that holds it, as causes and EvaluationFailed name it: `Output/total`, `Choices[1]/Condition`. */
  readonly field: string;
}

/** Whether a string is an expression: it begins with `{%` and ends with `%}`, with no space outside. */
export function isJsonata(text: string): boolean {
  return text.startsWith('{%') && text.endsWith('%}') && text.length >= 4;
}

/**
 * Compiles a string `{% … %}`; throws ExpressionSyntaxError. Evaluation throws QueryEvaluationError.
 * A definition may hold thousands of expressions of which an execution evaluates a few: what only evaluation needs is
 * made by the first one.
 */
export function compileJsonata(delimited: string, field: string): JsonataExpression {
  const text = delimited.slice(2, -2).trim();
  const program = once(() => parseProgram(text));
  const ast = parseCommon(text) ?? checked(program().ast());
  const evaluate = once(() => compileEvaluation(ast, program, { text, field }));
  return { text, field, evaluate: (scope) => evaluate()(scope), references: referencesOf(ast) };
}

function once<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}

function parseProgram(text: string): JsonataProgram {
  const program = parseJsonata(text);
  registerFunctions(program);
  return program;
}

/** What the common grammar leaves out and the library would let pass. */
function checked(ast: AstNode): AstNode {
  nodesOf(ast).forEach(checkNode);
  return ast;
}

function checkNode({ type, value, focus, index }: AstNode): void {
  // `@$name`, `#$name` and all but texts and members bind or read a variable.
  const variables = type === 'string' || type === 'name' ? [focus, index] : [value, focus, index];
  if (variables.some(isHookName)) {
    throw new ExpressionSyntaxError('Names that begin with __evaluate_ are reserved', 0);
  }
  if (type === 'regex' && value instanceof RegExp) compileRegularExpression(value.source, value.flags);
}

type Evaluate = Expression['evaluate'];

/** The library decides where the closure gives nothing or throws, and where there is none. */
function compileEvaluation(ast: AstNode, program: () => JsonataProgram, expression: Origin): Evaluate {
  const closure = compileClosure(ast);
  const interpret = once(() => compileInterpretation(program(), expression));
  if (closure === undefined) return interpret();
  return (scope) => {
    let value: Json | undefined;
    try {
      value = closure(scope);
    } catch {
      return interpret()(scope);
    }
    return value === undefined ? interpret()(scope) : value;
  };
}

/** Evaluates with the library itself. */
function compileInterpretation(program: JsonataProgram, expression: Origin): Evaluate {
  const ast = program.ast();
  const names = variableNames(ast);
  const copies = mayWriteToData(ast);
  const walked = walkedNodes(ast);
  return (scope) => {
    const bounds = new EvaluationBounds(walked);
    const bindings = { ...bindingsOf(scope, names, copies), ...bounds.hooks, [boundsBinding]: bounds };
    const value = attempt(expression, () => {
      try {
        return evaluateProgram(program, bindings);
      } finally {
        scope.spend?.(bounds.steps);
      }
    });
    if (value === undefined) throw failure(expression, 'returned nothing (undefined).');
    return attempt(expression, () => plainJson(value));
  };
}

/** What failures say of an expression. */
type Origin = Pick<JsonataExpression, 'text' | 'field'>;

/** All variables that an expression reads or sets. */
function variableNames(ast: AstNode): readonly string[] {
  const names = nodesOf(ast)
    .filter(({ type }) => type === 'variable')
    .map(({ value }) => String(value));
  return [...new Set(names)].filter((name) => !['', '$', 'states'].includes(name));
}

/**
 * jsonata marks arrays of the data in place where a path ends in `[]`, adds an element to an empty array that is
 * grouped, and notes on whatever is called what name it was called by. Such expressions work on a copy.
 */
function mayWriteToData(ast: AstNode): boolean {
  return nodesOf(ast).some((node) => {
    if (node.group !== undefined || node.keepSingletonArray === true || node.keepArray === true) return true;
    const called = node.type === 'bind' ? node.lhs : node.procedure;
    if (called === undefined) return false;
    const known = 'value' in called && isBuiltinFunction(String(called.value));
    return node.type === 'bind' ? known : !known;
  });
}

function bindingsOf(scope: EvaluationScope, names: readonly string[], copies: boolean): object {
  const share = copies ? plainJson : (value: Json) => value;
  // AWS has no `$eval`. Without a prototype, a variable may have any name.
  const bindings: { [name: string]: unknown } = { __proto__: null, eval: undefined };
  for (const name of names) {
    const value = scope.variable(name);
    // A variable may bear the name of a function, and be called as if it were one.
    if (value !== undefined) bindings[name] = isBuiltinFunction(name) ? plainJson(value) : share(value);
  }
  return Object.assign(bindings, {
    states: statesOf(scope, share),
    [scopeBinding]: scope,
  });
}

/** `$states` (docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html). The context is built when it is read. */
function statesOf(scope: EvaluationScope, share: (value: Json) => Json): object {
  const { result, errorOutput } = scope;
  return {
    input: share(scope.input),
    get context() {
      return share(scope.context);
    },
    ...(result !== undefined && { result: share(result) }),
    ...(errorOutput !== undefined && { errorOutput: share(errorOutput) }),
  };
}

function attempt<Value>(expression: Origin, work: () => Value): Value {
  try {
    return work();
  } catch (problem) {
    throw failure(expression, outcomeOf(problem));
  }
}

/** What AWS says became of an expression that failed. */
function outcomeOf(problem: unknown): string {
  if (problem instanceof NotJson) return 'returned an unsupported result type.';
  const { code, message } = problem as { readonly code?: string; readonly message?: string };
  if (code !== undefined) return `threw an error during evaluation. ${code}: ${message}`;
  const kind = problem instanceof BoundExceeded ? 'an error' : 'an internal error';
  return `threw ${kind} during evaluation: ${message}`;
}

function failure({ text, field }: Origin, outcome: string): QueryEvaluationError {
  return new QueryEvaluationError(
    field,
    `The JSONata expression '${text}' specified for the field '${field}' ${outcome}`,
  );
}
