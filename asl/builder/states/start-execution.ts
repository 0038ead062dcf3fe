import { AuthoringError } from '../authoring-error.ts';
import { literal, object, sourceOf } from '../expression.ts';
import { reference, type Expr, type Ref } from '../reference.ts';
import { append, valueExpression } from '../trace.ts';
import type { Workflow } from '../workflow.ts';
import type { HandledResults, HandledValue, Handlers } from './handlers.ts';
import { fallibleParts, limitParts, type AnyTaskSettings, type TaskSettings } from './settings.ts';

/** What StartExecution answers at once. */
export interface StartedExecution {
  readonly ExecutionArn: string;
  readonly StartDate: string;
}

type Settings<Result, Caught> = TaskSettings<Result> & {
  /** Unique for the state machine for 90 days; by default the service makes one up. */
  readonly executionName?: Expr<string>;
  readonly catch?: Handlers<Caught, `StepFunctions.${string}`>;
};

/**
 * A Task state that starts an execution of another workflow and waits for its output; with `wait: false` it goes on as
 * soon as the execution is started (docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html).
 */
export function startExecution<Input, Output, const Caught extends HandledResults = {}>(
  workflow: Workflow<Input, Output>,
  input: Expr<NoInfer<Input>>,
  settings: Settings<StartedExecution, Caught> & { readonly wait: false },
): Ref<StartedExecution | HandledValue<Caught>>;
export function startExecution<Input, Output, const Caught extends HandledResults = {}>(
  workflow: Workflow<Input, Output>,
  input: Expr<NoInfer<Input>>,
  settings?: Settings<Output, Caught> & { readonly wait?: true },
): Ref<Output | HandledValue<Caught>>;
export function startExecution(
  workflow: Workflow,
  input: unknown,
  settings: AnyTaskSettings & { readonly executionName?: Expr<string>; readonly wait?: boolean } = {},
): unknown {
  const waits = settings.wait ?? true;
  if (waits && workflow.type === 'EXPRESS') refuseWaiting(workflow.name);
  const parts = fallibleParts({ name: workflow.name }, settings);
  append({
    kind: 'task',
    ...parts,
    resource: `arn:aws:states:::states:startExecution${waits ? '.sync:2' : ''}`,
    parameters: object({
      StateMachineArn: literal(`\${${workflow.name}}`),
      ...(settings.executionName && { Name: valueExpression(settings.executionName) }),
      Input: valueExpression(input),
    }),
    resultField: waits ? 'Output' : undefined,
    ...limitParts(settings),
    bound: workflow,
  });
  return reference(sourceOf(parts.source));
}

function refuseWaiting(name: string): never {
  throw new AuthoringError(
    `${name} is an Express workflow, and the service cannot wait for one. Give wait: false, or call(StartSyncExecutionCommand, …).`,
  );
}
