import type { z } from 'zod';
import type { Task } from '../define-task.ts';
import { contextValue, literal, object, sourceOf } from '../expression.ts';
import type { Jsonify } from '../jsonify.ts';
import { pascalCase } from '../pascal-case.ts';
import { reference, type Expr, type Ref } from '../reference.ts';
import { sdkOperation } from '../sdk-resource.ts';
import type { CommandClass, CommandInput } from '../sdk-shape.ts';
import { append, valueExpression } from '../trace.ts';
import type { HandledResults, HandledValue, Handlers } from './handlers.ts';
import { fallibleParts, limitParts, type AnyTaskSettings, type TaskSettings } from './settings.ts';

/** An answer that may never come needs a limit, so the timeout is not optional here. */
type Settings<Answer extends z.ZodType, ErrorName extends string, Caught> = Omit<
  TaskSettings<Jsonify<z.input<Answer>>>,
  'timeoutSeconds'
> & {
  /** What SendTaskSuccess will carry. */
  readonly output: Answer;
  /** What SendTaskFailure may name. */
  readonly errors?: readonly ErrorName[];
  readonly timeoutSeconds: Expr<number>;
  readonly catch?: Handlers<Caught, NoInfer<ErrorName>>;
};

/**
 * A Task state that hands out a task token and waits until somebody answers it with SendTaskSuccess or SendTaskFailure
 * (docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token).
 */
export function waitForTaskToken<
  Input,
  Answer extends z.ZodType,
  const ErrorName extends string = never,
  const Caught extends HandledResults = {},
>(
  task: Task<Input>,
  input: (token: Ref<string>) => Expr<NoInfer<Input>>,
  settings: Settings<Answer, ErrorName, Caught>,
): Ref<Jsonify<z.input<Answer>> | HandledValue<Caught>>;
export function waitForTaskToken<
  Command extends CommandClass,
  Answer extends z.ZodType,
  const ErrorName extends string = never,
  const Caught extends HandledResults = {},
>(
  command: Command,
  parameters: (token: Ref<string>) => Expr<CommandInput<NoInfer<Command>>>,
  settings: Settings<Answer, ErrorName, Caught>,
): Ref<Jsonify<z.input<Answer>> | HandledValue<Caught>>;
export function waitForTaskToken(
  target: Task | CommandClass,
  input: (token: Ref<string>) => unknown,
  settings: AnyTaskSettings,
): unknown {
  const given = valueExpression(input(reference(contextValue('Task.Token'))));
  const task = 'handler' in target ? target : undefined;
  const parts = fallibleParts(task ?? { name: pascalCase(target.name.replace(/Command$/, '')) }, settings);
  append({
    kind: 'task',
    ...parts,
    resource: `${task ? 'arn:aws:states:::lambda:invoke' : sdkResource(target as CommandClass)}.waitForTaskToken`,
    parameters: task ? object({ FunctionName: literal(`\${${task.name}}`), Payload: given }) : given,
    resultField: undefined,
    ...limitParts(settings),
    bound: task,
  });
  return reference(sourceOf(parts.source));
}

function sdkResource(command: CommandClass): string {
  const { service, action } = sdkOperation(command);
  return `arn:aws:states:::aws-sdk:${service}:${action}`;
}
