import type { Json, JsonObject } from '../../asl/json.ts';
import type { StateType } from '../../asl/definition.ts';
import type { EpochMs } from './signal.ts';

/**
 * One event of an execution's history. Values are held by reference; text is made when somebody reads it
 * (`history-api.ts`). Names and details are those of
 * docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html.
 */
export type HistoryEvent =
  | ExecutionEvent
  | StateEnteredEvent
  | StateExitedEvent
  | EvaluationFailedEvent
  | JoinEvent
  | MapIterationEvent
  | MapRunEvent
  | ServiceTaskEvent
  | LambdaFunctionEvent
  | ActivityEvent;

interface Event<Type extends string> {
  /** From 1, without gaps: event N is element N - 1 of the history. */
  readonly id: number;
  /** The event that led to this one; 0 for the first, and where AWS writes 0. */
  readonly previousEventId: number;
  readonly at: EpochMs;
  readonly type: Type;
}

/** What failed and why; AWS leaves out what is not known. */
interface Failure {
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

export type ExecutionEvent =
  | (Event<'ExecutionStarted'> & {
      readonly input: Json;
      readonly roleArn: string | null;
      readonly stateMachineVersionArn: string | undefined;
      readonly stateMachineAliasArn: string | undefined;
    })
  | (Event<'ExecutionSucceeded'> & { readonly output: Json })
  | (Event<'ExecutionFailed' | 'ExecutionAborted' | 'ExecutionTimedOut'> & Failure)
  | (Event<'ExecutionRedriven'> & { readonly redriveCount: number });

export interface StateEnteredEvent extends Event<`${StateType}StateEntered`> {
  readonly name: string;
  readonly input: Json;
}

export interface StateExitedEvent extends Event<`${Exclude<StateType, 'Fail'>}StateExited`> {
  readonly name: string;
  readonly output: Json;
  /** What the state's Assign set, and nothing when it has none. */
  readonly assignedVariables: JsonObject | undefined;
}

/** A JSONata expression failed; `location` is the field's path inside the state, as `Choices[0]/Condition`. */
export interface EvaluationFailedEvent extends Event<'EvaluationFailed'> {
  readonly state: string;
  readonly error: string;
  readonly cause: string | undefined;
  readonly location: string | undefined;
}

/** The middle of a Parallel or Map state's life, and the end of a state that was aborted. */
export type JoinEvent =
  | Event<'ParallelStateStarted' | 'ParallelStateSucceeded' | 'ParallelStateFailed' | 'ParallelStateAborted'>
  | (Event<'MapStateStarted'> & { readonly length: number })
  | Event<'MapStateSucceeded' | 'MapStateFailed' | 'MapStateAborted'>
  | Event<'TaskStateAborted' | 'WaitStateAborted'>;

export interface MapIterationEvent
  extends Event<`MapIteration${'Started' | 'Succeeded' | 'Failed' | 'Aborted'}`> {
  readonly name: string;
  readonly index: number;
}

export type MapRunEvent =
  | (Event<'MapRunStarted'> & { readonly mapRunArn: string })
  | Event<'MapRunSucceeded' | 'MapRunAborted'>
  | (Event<'MapRunFailed'> & Failure)
  | (Event<'MapRunRedriven'> & { readonly mapRunArn: string; readonly redriveCount: number });

/** A task through a service integration. */
export type ServiceTaskEvent = ServiceTask &
  (
    | (Event<'TaskScheduled'> & {
        readonly region: string;
        readonly parameters: Json;
        readonly timeoutInSeconds: number | undefined;
        readonly heartbeatInSeconds: number | undefined;
        readonly taskCredentials: TaskCredentials | undefined;
      })
    | Event<'TaskStarted'>
    | (Event<'TaskSubmitted' | 'TaskSucceeded'> & { readonly output: Json })
    | (Event<'TaskStartFailed' | 'TaskSubmitFailed' | 'TaskFailed' | 'TaskTimedOut'> & Failure)
  );

interface ServiceTask {
  readonly resourceType: string;
  readonly resource: string;
}

/** The role that a task's Credentials named. */
export type TaskCredentials = { readonly roleArn: string };

/** A task that names a Lambda function's ARN directly. */
export type LambdaFunctionEvent =
  | (Event<'LambdaFunctionScheduled'> & {
      readonly resource: string;
      readonly input: Json;
      readonly timeoutInSeconds: number | undefined;
      readonly taskCredentials: TaskCredentials | undefined;
    })
  | Event<'LambdaFunctionStarted'>
  | (Event<'LambdaFunctionSucceeded'> & { readonly output: Json })
  | (Event<`LambdaFunction${'ScheduleFailed' | 'StartFailed' | 'Failed' | 'TimedOut'}`> & Failure);

export type ActivityEvent =
  | (Event<'ActivityScheduled'> & {
      readonly resource: string;
      readonly input: Json;
      readonly timeoutInSeconds: number | undefined;
      readonly heartbeatInSeconds: number | undefined;
    })
  | (Event<'ActivityStarted'> & { readonly workerName: string | undefined })
  | (Event<'ActivitySucceeded'> & { readonly output: Json })
  | (Event<`Activity${'ScheduleFailed' | 'Failed' | 'TimedOut'}`> & Failure);

export type HistoryEventType = HistoryEvent['type'];
