import type { z } from 'zod';
import type { Json } from '../json.ts';
import type { TaskDefinition } from './task-definition.ts';
import { INVALID_INPUT, INVALID_OUTPUT, TaskError } from './task-error.ts';
import { taskLog } from './task-log.ts';
import { taskMetrics } from './task-metrics.ts';
import { lambdaSurroundings, type TaskSurroundings } from './task-surroundings.ts';

/** The part of Lambda's context object that a task uses (docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html). */
export interface LambdaContext {
  readonly awsRequestId?: string;
}

export interface TaskInvocation {
  readonly lambdaContext?: LambdaContext | undefined;
  readonly surroundings?: TaskSurroundings;
}

/**
 * One invocation of a task: check the input, run the handler, check the output. Hosts other than Lambda call this to
 * bring their own clock and sink. Rejects with what the handler threw, or with InvalidInput or InvalidOutput.
 */
export async function runTask(
  task: TaskDefinition,
  event: Json,
  { lambdaContext, surroundings = lambdaSurroundings }: TaskInvocation = {},
): Promise<unknown> {
  const input = parsed(task.input, event, { error: INVALID_INPUT, task: task.name });
  const idempotencyKey = task.idempotencyKey(event, input);
  const log = taskLog(surroundings, {
    task: task.name,
    idempotencyKey,
    requestId: lambdaContext?.awsRequestId,
  });
  const metrics = taskMetrics(surroundings, task.name);
  try {
    const output = await task.handler(input as never, { log, metrics, idempotencyKey });
    return parsed(task.output, output, { error: INVALID_OUTPUT, task: task.name });
  } finally {
    metrics.flush();
  }
}

function parsed(schema: z.ZodType, value: unknown, about: { error: string; task: string }): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${placeOf(issue.path)}: ${issue.message}`);
  throw new TaskError(about.error, `${about.task} ${problems.join('; ')}`, { cause: result.error });
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'whole value' : path.map(String).join('.');
}
