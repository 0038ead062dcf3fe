import type { Json, JsonObject } from '../../asl/json.ts';

/**
 * What a Task state asks the outside world to do. `Resource` of the definition, parsed:
 *
 * | Resource                                            | kind             | history events      |
 * |-----------------------------------------------------|------------------|---------------------|
 * | `arn:aws:lambda:…:function:F`                       | `lambdaFunction` | LambdaFunction*     |
 * | `arn:aws:states:…:activity:A`                       | `activity`       | Activity*           |
 * | `arn:aws:states:::service:action[.sync|.sync:2|.waitForTaskToken]` | `service` | Task*         |
 * | `arn:aws:states:::aws-sdk:service:action[.waitForTaskToken]`       | `service` | Task*, `aws-sdk:service` |
 *
 * Source: docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html
 */
export type TaskResource =
  | { readonly kind: 'lambdaFunction'; readonly functionArn: string }
  | { readonly kind: 'activity'; readonly activityArn: string }
  | {
      readonly kind: 'service';
      /** As history spells it in `resourceType`: `lambda`, `sqs`, `aws-sdk:s3`. */
      readonly resourceType: string;
      /** As history spells it in `resource`, with the pattern: `sendMessage.waitForTaskToken`. */
      readonly resource: string;
      /** Without the pattern: `sendMessage`. */
      readonly action: string;
      readonly pattern: IntegrationPattern;
    };

/** Whether the task is an execution of this engine, and its work the tasks of that. */
export function isNestedExecution(resource: TaskResource): boolean {
  return (
    resource.kind === 'service' &&
    resource.resourceType === 'states' &&
    resource.action === 'startExecution' &&
    resource.pattern !== 'waitForTaskToken'
  );
}

/** docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html */
export type IntegrationPattern = 'requestResponse' | 'sync' | 'sync:2' | 'waitForTaskToken';

/** One attempt of a Task state, handed to the TaskRunner port. */
export interface TaskRequest {
  /** Unique within the execution; a retry is a new task with a new id. */
  readonly taskId: number;
  readonly stateName: string;
  readonly resource: TaskResource;
  /** The evaluated Arguments or Parameters (JSONPath without Parameters: the effective input). */
  readonly parameters: Json;
  /** How often this state has been retried already: 0 at the first attempt. */
  readonly retryCount: number;
  /** Present for activities, callbacks and `.sync` jobs, any of which SendTaskSuccess can end. */
  readonly taskToken?: string;
  readonly timeoutSeconds?: number;
  readonly heartbeatSeconds?: number;
  readonly credentials?: JsonObject;
}

/** What a task reports while it runs. `succeeded` and `failed` end it; whatever comes after them is ignored. */
export type TaskReport =
  /** An activity's task waits for a worker. */
  | { readonly type: 'queued' }
  | { readonly type: 'started'; readonly workerName?: string }
  | { readonly type: 'startFailed'; readonly error: string; readonly cause?: string }
  | { readonly type: 'submitted'; readonly output: Json }
  | { readonly type: 'submitFailed'; readonly error: string; readonly cause?: string }
  | { readonly type: 'heartbeat' }
  | { readonly type: 'succeeded'; readonly output: Json }
  | { readonly type: 'failed'; readonly error?: string; readonly cause?: string }
  | { readonly type: 'timedOut'; readonly error?: string; readonly cause?: string };

/** What a task has said that has begun and not ended. */
export type TaskProgress = Extract<TaskReport, { readonly type: 'queued' | 'started' | 'submitted' }>;

/** Whether nothing that the task reports afterwards counts. */
export function endsTask(report: TaskReport): boolean {
  return (
    report.type === 'succeeded' ||
    report.type === 'failed' ||
    report.type === 'timedOut' ||
    report.type === 'startFailed' ||
    report.type === 'submitFailed'
  );
}

/** Work that comes to an end, or somebody outside, of whom nobody knows whether there will ever be an answer. */
export type Holder = 'work' | 'outsider';

/**
 * Who is to act next for a task of which this has been said last: of an activity, whichever worker takes it; of a
 * callback that has been submitted, whoever has the token. A nested execution acts through its own tasks.
 */
export function holderOf(resource: TaskResource, said?: TaskReport['type']): Holder | undefined {
  if (isNestedExecution(resource)) return undefined;
  const isSubmitted = said === 'submitted' || said === 'heartbeat';
  const isTaken = said === 'started' || said === 'heartbeat';
  if (resource.kind === 'activity') return isTaken ? 'work' : 'outsider';
  const isCallback = resource.kind === 'service' && resource.pattern === 'waitForTaskToken';
  return isCallback && isSubmitted ? 'outsider' : 'work';
}
