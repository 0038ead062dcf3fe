import type { z } from 'zod';
import type { Json } from '../json.ts';
import type { RetryPolicy } from './retry-policy.ts';
import type { TaskLog } from './task-log.ts';
import type { TaskMetrics } from './task-metrics.ts';

/** What a task is, apart from its types. Hosts, stacks and the builder read it off the task itself. */
export interface TaskDefinition {
  /** Unique within a workflow; definitions name the task's function by the placeholder `${name}`. */
  readonly name: string;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly errors: readonly string[];
  readonly timeoutSeconds: number | undefined;
  readonly retry: readonly RetryPolicy[];
  /** Equal for every attempt of the same work, so that the handler can make its effect happen once. */
  readonly idempotencyKey: (event: Json, input: unknown) => string;
  readonly handler: (input: never, context: TaskContext) => unknown;
}

/** What a handler gets beside its input. */
export interface TaskContext {
  readonly log: TaskLog;
  readonly metrics: TaskMetrics;
  readonly idempotencyKey: string;
}
