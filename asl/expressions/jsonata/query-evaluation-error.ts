import type { Json } from '../../json.ts';
import { ErrorName, StateError } from '../../state-error.ts';

/** A JSONata expression failed: States.QueryEvaluationError, reported by the history event EvaluationFailed. */
export class QueryEvaluationError extends StateError {
  /** The field of the state that holds the expression: `Output/total`, `Choices[1]/Condition`. */
  readonly location: string;

  constructor(location: string, cause: string) {
    super(ErrorName.QueryEvaluationError, cause);
    this.location = location;
  }
}

/** The JSON type that a field demands of an expression, as AWS's causes name it. */
export type ResultType = 'array' | 'boolean' | 'number' | 'object' | 'string';

/** The failure of an expression whose value is not of the type that its field demands. */
export function unexpectedResultType(
  expression: { readonly text: string; readonly field: string },
  expected: ResultType,
  value: Json,
): QueryEvaluationError {
  const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return new QueryEvaluationError(
    expression.field,
    `The JSONata expression '${expression.text}' specified for the field '${expression.field}' ` +
      `returned an unexpected result type. Expected '${expected}', but was '${kind}' for value: ${JSON.stringify(value)}`,
  );
}
