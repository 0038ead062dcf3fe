import type { Task } from '../define-task.ts';
import { literal, object, sourceOf } from '../expression.ts';
import { reference, type Expr, type Ref } from '../reference.ts';
import type { SchemaErrorName } from '../task-error.ts';
import { append, valueExpression } from '../trace.ts';
import type { HandledResults, HandledValue, Handlers } from './handlers.ts';
import { fallibleParts, limitParts, type TaskSettings } from './settings.ts';

/**
 * A Task state that invokes a task's function and waits for its result
 * (docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html).
 */
export function invoke<Input, Output, ErrorName extends string, const Caught extends HandledResults = {}>(
  task: Task<Input, Output, ErrorName>,
  input: Expr<NoInfer<Input>>,
  settings: TaskSettings<Output> & {
    readonly catch?: Handlers<Caught, NoInfer<ErrorName> | SchemaErrorName>;
  } = {},
): Ref<Output | HandledValue<Caught>> {
  const parts = fallibleParts(task, settings);
  append({
    kind: 'task',
    ...parts,
    resource: 'arn:aws:states:::lambda:invoke',
    parameters: object({ FunctionName: literal(`\${${task.name}}`), Payload: valueExpression(input) }),
    resultField: 'Payload',
    ...limitParts(settings, task.timeoutSeconds),
    bound: task,
  });
  return reference(sourceOf(parts.source));
}
