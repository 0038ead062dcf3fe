import type { Json } from '../../json.ts';
import { ErrorName, StateError } from '../../state-error.ts';
import { type Cursor, syntaxError } from '../cursor.ts';
import { type Expression, mergeReferences, type References, referencesTo } from '../expression.ts';
import type { EvaluationScope } from '../scope.ts';
import { ExpressionSyntaxError } from '../syntax-error.ts';
import { type IntrinsicFunction, intrinsicFunctions } from './functions.ts';
import { IntrinsicFailure } from './intrinsic-failure.ts';
import { type Argument, type Call, parseCall, unescape } from './parse.ts';

/** What becomes of a path in a call that leads nowhere: the cause names the field that holds the call. */
export type ReadPath = (
  path: Extract<Argument, { type: 'path' }>['path'],
) => (scope: EvaluationScope) => Json;

/** Compiles `States.…(…)`; throws ExpressionSyntaxError. Evaluation throws States.IntrinsicFailure. */
export function compileIntrinsic(text: string, readPath: ReadPath): Expression {
  const cursor: Cursor = { text, position: 0 };
  const call = parseCall(cursor);
  if (cursor.position < text.length) throw syntaxError(cursor, 'the function call should end');
  return { evaluate: compileCall(call, readPath), references: referencesOf(call) };
}

type Evaluate = (scope: EvaluationScope) => Json;

function compileCall(call: Call, readPath: ReadPath): Evaluate {
  const { apply } = definitionOf(call);
  const given = call.arguments.map((argument, position) =>
    call.name === 'States.Format' && position === 0
      ? compileFormatTemplate(argument, readPath)
      : compileArgument(argument, readPath),
  );
  return (scope) => {
    const values = given.map((evaluate) => evaluate(scope));
    try {
      return apply(values, scope);
    } catch (problem) {
      throw problem instanceof IntrinsicFailure ? failure(call, problem) : problem;
    }
  };
}

/** States.Format reads the escapes of its template itself; a template that is data has none, only backslashes. */
function compileFormatTemplate(argument: Argument, readPath: ReadPath): Evaluate {
  if (argument.type === 'string') return () => argument.raw;
  const evaluate = compileArgument(argument, readPath);
  return (scope) => {
    const template = evaluate(scope);
    return typeof template === 'string' ? template.replaceAll('\\', '\\\\') : template;
  };
}

const functionsByName: ReadonlyMap<string, IntrinsicFunction> = new Map(Object.entries(intrinsicFunctions));

function definitionOf({ name, position, arguments: given }: Call): IntrinsicFunction {
  const definition = functionsByName.get(name);
  if (definition === undefined) throw new ExpressionSyntaxError(`There is no function '${name}'`, position);
  if (given.length >= definition.argumentsMin && given.length <= definition.argumentsMax) return definition;
  throw new ExpressionSyntaxError(`'${name}' does not take ${given.length} arguments`, position);
}

function compileArgument(argument: Argument, readPath: ReadPath): Evaluate {
  switch (argument.type) {
    case 'call':
      return compileCall(argument, readPath);
    case 'path':
      return readPath(argument.path);
    case 'literal':
      return () => argument.value;
    case 'string': {
      const value = unescape(argument.raw);
      return () => value;
    }
    default:
      return argument satisfies never;
  }
}

function failure(call: Call, problem: IntrinsicFailure): StateError {
  return new StateError(
    ErrorName.IntrinsicFailure,
    `The function '${call.text}' had the following error: ${problem.message}`,
  );
}

function referencesOf(call: Call): References {
  const inner = call.arguments.flatMap((argument) => {
    if (argument.type === 'path') return [argument.path.references];
    return argument.type === 'call' ? [referencesOf(argument)] : [];
  });
  return mergeReferences([referencesTo({ functions: [call.name] }), ...inner]);
}
