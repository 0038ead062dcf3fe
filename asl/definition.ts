import type { Json, JsonObject } from './json.ts';

/**
 * The Amazon States Language as types: what a *valid* definition looks like. Text from outside is `Json` until
 * `asl/validate` has judged it. Fields keep the PascalCase of the specification (states-language.net/spec.html).
 */

export type QueryLanguage = 'JSONPath' | 'JSONata';

/** A whole state machine (states-language.net/spec.html#toplevelfields). */
export interface Definition extends StateGraph {
  readonly Comment?: string;
  readonly Version?: string;
  readonly QueryLanguage?: QueryLanguage;
  readonly TimeoutSeconds?: number;
}

/** A set of states with an entry: a whole machine, a Parallel branch, or what a Map runs for each item. */
export interface StateGraph {
  readonly StartAt: string;
  readonly States: { readonly [name: string]: State };
}

export type State =
  | PassState
  | TaskState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;

export type StateType = State['Type'];

interface CommonFields {
  readonly Comment?: string;
  readonly QueryLanguage?: QueryLanguage;
}

/** InputPath and OutputPath (JSONPath) or Output (JSONata); Assign exists in both languages. */
interface DataFlow {
  readonly InputPath?: string | null;
  readonly OutputPath?: string | null;
  readonly Output?: Json;
  readonly Assign?: JsonObject;
}

/** Exactly one of the two is present in a valid state (states-language.net/spec.html#transitions). */
interface Transition {
  readonly Next?: string;
  readonly End?: true;
}

/** What states with a result may do with it (states-language.net/spec.html#filters). */
interface ResultFields {
  readonly Parameters?: Json;
  readonly Arguments?: Json;
  readonly ResultSelector?: JsonObject;
  readonly ResultPath?: string | null;
}

interface ErrorHandling {
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

/** states-language.net/spec.html#retrying-after-error */
export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL' | 'NONE';
  readonly Comment?: string;
}

/** states-language.net/spec.html#fallback-states */
export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly ResultPath?: string | null;
  readonly Output?: Json;
  readonly Assign?: JsonObject;
  readonly Comment?: string;
}

/** states-language.net/spec.html#pass-state */
export interface PassState extends CommonFields, DataFlow, Transition {
  readonly Type: 'Pass';
  readonly Result?: Json;
  readonly Parameters?: Json;
  readonly ResultPath?: string | null;
}

/** states-language.net/spec.html#task-state */
export interface TaskState extends CommonFields, DataFlow, Transition, ResultFields, ErrorHandling {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly TimeoutSeconds?: number | string;
  readonly TimeoutSecondsPath?: string;
  readonly HeartbeatSeconds?: number | string;
  readonly HeartbeatSecondsPath?: string;
  readonly Credentials?: JsonObject;
}

/** states-language.net/spec.html#choice-state */
export interface ChoiceState extends CommonFields, DataFlow {
  readonly Type: 'Choice';
  readonly Choices: readonly ChoiceRule[];
  readonly Default?: string;
}

/** A rule of a Choice: a JSONata `Condition`, or a JSONPath comparison (`Variable`, `StringEquals`, `And` …). */
export interface ChoiceRule extends JsonObject {
  readonly Next: string;
}

/** states-language.net/spec.html#wait-state */
export interface WaitState extends CommonFields, DataFlow, Transition {
  readonly Type: 'Wait';
  readonly Seconds?: number | string;
  readonly SecondsPath?: string;
  readonly Timestamp?: string;
  readonly TimestampPath?: string;
}

/** states-language.net/spec.html#succeed-state */
export interface SucceedState extends CommonFields, DataFlow {
  readonly Type: 'Succeed';
}

/** states-language.net/spec.html#fail-state */
export interface FailState extends CommonFields {
  readonly Type: 'Fail';
  readonly Error?: string;
  readonly ErrorPath?: string;
  readonly Cause?: string;
  readonly CausePath?: string;
}

/** states-language.net/spec.html#parallel-state */
export interface ParallelState extends CommonFields, DataFlow, Transition, ResultFields, ErrorHandling {
  readonly Type: 'Parallel';
  readonly Branches: readonly StateGraph[];
}

/** states-language.net/spec.html#map-state */
export interface MapState extends CommonFields, DataFlow, Transition, ResultFields, ErrorHandling {
  readonly Type: 'Map';
  readonly ItemProcessor?: ItemProcessor;
  /** The older name of ItemProcessor. */
  readonly Iterator?: StateGraph;
  readonly Items?: Json;
  readonly ItemsPath?: string;
  readonly ItemSelector?: Json;
  readonly MaxConcurrency?: number | string;
  readonly MaxConcurrencyPath?: string;
  readonly Label?: string;
  readonly ItemReader?: JsonObject;
  readonly ItemBatcher?: JsonObject;
  readonly ResultWriter?: JsonObject;
  readonly ToleratedFailureCount?: number | string;
  readonly ToleratedFailureCountPath?: string;
  readonly ToleratedFailurePercentage?: number | string;
  readonly ToleratedFailurePercentagePath?: string;
}

export interface ItemProcessor extends StateGraph {
  readonly ProcessorConfig?: {
    readonly Mode?: 'INLINE' | 'DISTRIBUTED';
    readonly ExecutionType?: 'STANDARD' | 'EXPRESS';
  };
}
