import type { z } from 'zod';
import type { Json } from '../json.ts';
import { AuthoringError } from './authoring-error.ts';
import { defaultIdempotencyKey } from './idempotency-key.ts';
import type { Immutable, Jsonify } from './jsonify.ts';
import { checkPlaceholder } from './placeholder.ts';
import type { PlatformErrorName, RetryPolicy } from './retry-policy.ts';
import { runTask, type LambdaContext } from './run-task.ts';
import type { TaskContext, TaskDefinition } from './task-definition.ts';
import type { SchemaErrorName } from './task-error.ts';
import { isTracing } from './trace.ts';

declare const signature: unique symbol;

/**
 * A typed task function. It is a valid Lambda handler as it stands, and carries its definition for the builder, for
 * the host that runs it, and for the stack that deploys it. `Input` and `Output` are its JSON forms, as states see them.
 */
export interface Task<Input = unknown, Output = unknown, ErrorName extends string = string>
  extends TaskDefinition {
  (event: unknown, lambdaContext?: LambdaContext): Promise<Output>;
  readonly name: string;
  /** For the type checker alone. */
  readonly [signature]?: readonly [Input, Output, ErrorName];
}

export interface TaskSettings<Input extends z.ZodType, Output extends z.ZodType, ErrorName extends string> {
  readonly input: Input;
  readonly output: Output;
  /** The names of the TaskErrors that the handler may throw; only these can be caught by name. */
  readonly errors?: readonly ErrorName[];
  readonly timeoutSeconds?: number;
  readonly retry?: readonly RetryPolicy<NoInfer<ErrorName> | SchemaErrorName | PlatformErrorName>[];
  readonly idempotencyKey?: (input: z.output<NoInfer<Input>>) => string;
  readonly handler: (
    input: z.output<NoInfer<Input>>,
    context: TaskContext,
  ) => Promise<Immutable<z.input<NoInfer<Output>>>> | Immutable<z.input<NoInfer<Output>>>;
}

/** The function's definition and its code in one place: checked at run time by its schemas, typed by them statically. */
export function defineTask<
  Input extends z.ZodType,
  Output extends z.ZodType,
  const ErrorName extends string = never,
>(
  name: string,
  settings: TaskSettings<Input, Output, ErrorName>,
): Task<Jsonify<z.input<Input>>, Jsonify<z.output<Output>>, ErrorName> {
  checkPlaceholder('task', name);
  const { idempotencyKey } = settings;
  const definition: TaskDefinition = {
    name,
    input: settings.input,
    output: settings.output,
    errors: Object.freeze([...(settings.errors ?? [])]),
    timeoutSeconds: settings.timeoutSeconds,
    retry: Object.freeze([...(settings.retry ?? [])]),
    idempotencyKey: idempotencyKey
      ? (_event, input) => idempotencyKey(input as z.output<Input>)
      : (event) => defaultIdempotencyKey(name, event),
    handler: settings.handler,
  };
  const task = (event: unknown, lambdaContext?: LambdaContext) => {
    if (isTracing()) refuseCall(name);
    return runTask(definition, event as Json, { lambdaContext });
  };
  return Object.freeze(Object.defineProperties(task, propertiesOf(definition))) as Task<
    Jsonify<z.input<Input>>,
    Jsonify<z.output<Output>>,
    ErrorName
  >;
}

/** It would run now, while the workflow is traced. */
function refuseCall(name: string): never {
  throw new AuthoringError(`The task ${name} is called inside a workflow: write invoke(${name}, input).`);
}

/** defineProperties rather than assign: a function's own `name` can be defined anew but not assigned. */
function propertiesOf(definition: TaskDefinition): PropertyDescriptorMap {
  return Object.fromEntries(
    Object.entries(definition).map(([key, value]) => [key, { value, enumerable: key !== 'handler' }]),
  );
}
