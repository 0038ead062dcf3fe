import type { TaskDefinition } from '../../../asl/builder/task-definition.ts';
import type { TaskState } from '../../../asl/definition.ts';
import type { Json } from '../../../asl/json.ts';
import type { EpochMs } from '../../engine/signal.ts';

/**
 * Terminology. A *run* is one execution of a workflow with all that belongs to it: its world, its virtual time, the
 * executions that it starts. A *call* is one arrival of a run at a Task state; its *attempts* are the first try and
 * the retries that Retry makes of it.
 */
export interface TaskCall {
  /** The workflow that the state belongs to: of a nested execution it is another than the run's. */
  readonly workflow: string;
  readonly state: string;
  /** 1 for the run's first call of this state; more in loops, Maps and Parallels that are retried. */
  readonly occurrence: number;
  /** Of a function that is a task of the workflow. */
  readonly task: TaskDefinition | undefined;
  /** `lambda:invoke`, `aws-sdk:dynamodb:putItem`, or a function's or activity's ARN. */
  readonly resource: string;
  /** The state, as the definition has it: its Retry, Catch and TimeoutSeconds. */
  readonly definition: TaskState;
}

/** One try of a call, as doubles and faults see it. */
export interface Attempt extends AttemptMeans {
  readonly call: TaskCall;
  /** 1, then one more for each retry. */
  readonly number: number;
  /** How often whatever is bound here has been invoked in this run, this time included. */
  readonly invocation: number;
  /** The function's event, or the parameters of the service. */
  readonly input: Json;
  /** The task's own; equal for all attempts of the same work. */
  readonly idempotencyKey: string;
  /** Of callbacks, activities and jobs. */
  readonly taskToken: string | undefined;
  /** The virtual time at which the attempt began. */
  readonly startedAt: EpochMs;
}

/** What can be done from within an attempt, other than answering. */
export interface AttemptMeans {
  /** Stops the run's execution, as StopExecution does: ABORTED, and no Catch runs. */
  readonly stopExecution: () => void;
  /** Does something when so much virtual time has passed, also after the end of the execution: a late delivery. */
  readonly later: (seconds: number, act: () => unknown) => void;
}
