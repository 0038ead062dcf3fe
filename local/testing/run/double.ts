import type { Task } from '../../../asl/builder/define-task.ts';
import type { Immutable } from '../../../asl/builder/jsonify.ts';
import type { PlatformErrorName } from '../../../asl/builder/retry-policy.ts';
import { sdkOperation } from '../../../asl/builder/sdk-resource.ts';
import type { CommandClass, CommandInput, CommandOutput } from '../../../asl/builder/sdk-shape.ts';
import type { TaskDefinition } from '../../../asl/builder/task-definition.ts';
import type { SchemaErrorName } from '../../../asl/builder/task-error.ts';
import type { Workflow } from '../../../asl/builder/workflow.ts';
import type { JsonObject } from '../../../asl/json.ts';
import type { Eventually, Outcome } from './outcome.ts';
import type { Attempt } from './task-call.ts';

/** What a handler may answer: the output itself, or how the attempt ends. */
export type Answer<Output, ErrorName extends string = string> =
  | Immutable<Output>
  | Outcome<Immutable<Output>, ErrorName | SchemaErrorName | PlatformErrorName>;

/** Stands for a task. A TaskError that it throws is the task's failure; any other mistake of it ends the test. */
export type Handler<Input, Output, ErrorName extends string = string> = (
  input: Input,
  attempt: Attempt,
) => Eventually<Answer<Output, ErrorName>>;

/** What carries out tasks in a test: a double, or a task itself, whose own code then runs. */
export type Binding = Double | TaskDefinition;

export interface Double {
  /** What it stands for: the name of a state, a function, a workflow or an activity, or an integration's action. */
  readonly name: string;
  readonly task: TaskDefinition | undefined;
  readonly handler: Handler<never, unknown>;
}

/** Every member may be left out: a double gives what the workflow reads. */
export type Sparse<T> = T extends readonly (infer Item)[]
  ? readonly Sparse<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]?: Sparse<T[Key]> | undefined }
    : T;

/** The handler of a double, typed by what it stands for. */
export type HandlerOf<Subject> =
  Subject extends Task<infer Input, infer Output, infer ErrorName>
    ? Handler<Input, Output, ErrorName>
    : Subject extends Workflow<infer Input, infer Output>
      ? Handler<Input, Output>
      : Handler<CommandInput<Subject>, Sparse<CommandOutput<Subject>>>;

/**
 * A double by name: of one state, or of a function, an activity, an action such as `sqs:sendMessage`. A state's own
 * double comes before that of its task. Where a state waits for a token, the double's answer is that of its holder.
 */
export function double<Input = JsonObject>(name: string, handler: Handler<Input, unknown>): Double;
/**
 * A double of a task, whose input is checked by the task's schema as the function would; of an operation of the SDK,
 * for every state that calls it; or of another workflow, which is then not run.
 */
export function double<const Subject extends Task | CommandClass | Workflow>(
  subject: Subject,
  handler: HandlerOf<Subject>,
): Double;
export function double(
  subject: Task | CommandClass | Workflow | string,
  handler: Handler<never, unknown>,
): Double {
  const task = typeof subject === 'function' && 'handler' in subject ? subject : undefined;
  return { name: nameOf(subject), task, handler };
}

/** Answers in the order of the invocations: the first, the second, …; the last one from then on. */
export function answers<Output, ErrorName extends string = never>(
  ...each: readonly [Answer<Output, ErrorName>, ...Answer<Output, ErrorName>[]]
): (input: unknown, attempt: Attempt) => Answer<Output, ErrorName> {
  return (_input, { invocation }) => each[Math.min(invocation, each.length) - 1] ?? each[0];
}

export function isDouble(binding: Binding): binding is Double {
  return 'task' in binding;
}

function nameOf(subject: Task | CommandClass | Workflow | string): string {
  if (typeof subject === 'string') return subject;
  return 'handler' in subject || 'root' in subject ? subject.name : actionOfCommand(subject);
}

const actions = new WeakMap<CommandClass, string>();

/** Known from the first time: a command tells it only by being resolved, and a run makes its doubles anew. */
function actionOfCommand(command: CommandClass): string {
  const known = actions.get(command);
  if (known !== undefined) return known;
  const { service, action } = sdkOperation(command);
  const name = `aws-sdk:${service}:${action}`;
  actions.set(command, name);
  return name;
}
