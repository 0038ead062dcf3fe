import { ErrorName, StateError } from '../state-error.ts';
import type { Expression } from './expression.ts';
import { compileIntrinsic } from './intrinsic/compile.ts';
import { compilePath, type Path } from './json-path/path.ts';
import type { EvaluationScope } from './scope.ts';

/**
 * Compiles what a field that ends in `.$`, an ErrorPath or a CausePath holds: a path or an intrinsic function.
 * `field` is the name that a failure's cause gives: `value.$`, `ErrorPath`. Throws ExpressionSyntaxError.
 */
export function compilePathOrIntrinsic(text: string, field: string): Expression {
  if (!text.startsWith('$')) return compileIntrinsic(text, (path) => readPath(path, field));
  const path = compilePath(text);
  return { evaluate: readPath(path, field), references: path.references };
}

function readPath(path: Path, field: string): Expression['evaluate'] {
  return (scope) => {
    const value = path.find(scope);
    if (value === undefined) throw nothingFound(path, field, scope);
    return value;
  };
}

/** Recorded: AWS reports States.Runtime here, not States.ParameterPathFailure. */
function nothingFound(path: Path, field: string, scope: EvaluationScope): StateError {
  return new StateError(
    ErrorName.Runtime,
    `The JSONPath '${path.text}' specified for the field '${field}' could not be found in the input '${JSON.stringify(scope.input)}'`,
  );
}
