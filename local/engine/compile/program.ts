import type { StateType } from '../../../asl/definition.ts';
import type { Json, JsonObject } from '../../../asl/json.ts';
import type { EvaluationScope } from '../../../asl/expressions/scope.ts';
import type { Dataset } from '../map-run/dataset.ts';
import type { Transformation } from '../map-run/result-record.ts';
import type { TaskResource } from '../task-request.ts';

/** A compiled state machine. It holds no state of any execution, so one program serves them all. */
export interface Program {
  readonly definition: Json;
  readonly graph: Graph;
  /** The machine's TimeoutSeconds. */
  readonly timeoutSeconds: number | undefined;
}

/** What a machine, a Parallel branch or a Map iteration executes. */
export interface Graph {
  readonly start: Transition;
}

/** Where to go next. `to` is set once, when all states of the graph are compiled; it stays undefined for End. */
export interface Transition {
  to: CompiledState | undefined;
}

/** What the fields of a state see; who evaluates them sets what each field's `$` or `$states` is to be. */
export interface Evaluation extends EvaluationScope {
  input: Json;
  result: Json | undefined;
  errorOutput: JsonObject | undefined;
}

/** A field of a state, evaluated. Throws StateError. */
export type Evaluate<Value> = (evaluation: Evaluation) => Value;

export type CompiledState =
  | CompiledPass
  | CompiledTask
  | CompiledChoice
  | CompiledWait
  | CompiledSucceed
  | CompiledFail
  | CompiledParallel
  | CompiledMap;

export type CompiledStateOf<Type extends StateType> = Extract<CompiledState, { readonly type: Type }>;

interface Compiled<Type extends StateType> {
  readonly type: Type;
  readonly name: string;
  readonly enteredEvent: `${Type}StateEntered`;
}

/** States that can be left for another, or be their graph's last. */
interface Exiting<Type extends Exclude<StateType, 'Fail'>> extends Compiled<Type> {
  readonly exitedEvent: `${Type}StateExited`;
  readonly flow: DataFlow;
}

/**
 * How data flows through a state, the same for both query languages (states-language.net/spec.html#data).
 *
 * |              | JSONPath                              | JSONata           |
 * |--------------|---------------------------------------|-------------------|
 * | `effective`  | InputPath                             | the state's input |
 * | `parameters` | Parameters                            | Arguments         |
 * | `select`     | ResultSelector                        | the result itself |
 * | `output`     | ResultPath, OutputPath                | Output            |
 * | `assign`     | Assign                                | Assign            |
 */
export interface DataFlow {
  /** From `evaluation.input`, the state's input. */
  readonly effective: Evaluate<Json>;
  /** From `evaluation.input`, the effective input. */
  readonly parameters: Evaluate<Json>;
  readonly select: (evaluation: Evaluation, result: Json) => Json;
  readonly output: (evaluation: Evaluation, stateInput: Json, selected: Json) => Json;
  readonly assign: ((evaluation: Evaluation, stateInput: Json, selected: Json) => JsonObject) | undefined;
}

export interface CompiledPass extends Exiting<'Pass'> {
  readonly result: Json | undefined;
  readonly next: Transition;
}

/** States that may fail and be tried again (states-language.net/spec.html#errors). */
interface Fallible {
  readonly retriers: readonly CompiledRetrier[];
  readonly catchers: readonly CompiledCatcher[];
  readonly next: Transition;
}

export interface CompiledTask extends Exiting<'Task'>, Fallible {
  readonly resource: TaskResource;
  /** As the definition has it; causes quote it. */
  readonly resourceText: string;
  readonly needsToken: boolean;
  readonly timeoutSeconds: Evaluate<number> | undefined;
  readonly heartbeatSeconds: Evaluate<number> | undefined;
  readonly credentials: Evaluate<Json> | undefined;
}

export interface CompiledChoice extends Exiting<'Choice'> {
  readonly rules: readonly CompiledRule[];
  readonly otherwise: Transition | undefined;
}

export interface CompiledRule {
  readonly matches: Evaluate<boolean>;
  readonly next: Transition;
  readonly output: DataFlow['output'];
  readonly assign: DataFlow['assign'];
}

export interface CompiledWait extends Exiting<'Wait'> {
  /** Milliseconds since 1970, from the moment of entering. */
  readonly until: Evaluate<number>;
  readonly next: Transition;
}

export type CompiledSucceed = Exiting<'Succeed'>;

export interface CompiledFail extends Compiled<'Fail'> {
  readonly error: Evaluate<string> | undefined;
  readonly cause: Evaluate<string> | undefined;
}

export interface CompiledParallel extends Exiting<'Parallel'>, Fallible {
  readonly branches: readonly Graph[];
}

export type CompiledMap = CompiledInlineMap | CompiledDistributedMap;

interface MapProcessing extends Exiting<'Map'>, Fallible {
  readonly graph: Graph;
  /** What an iteration gets instead of its item; sees the item in the context object. */
  readonly itemSelector: Evaluate<Json> | undefined;
  readonly maxConcurrency: Evaluate<number> | undefined;
}

export interface CompiledInlineMap extends MapProcessing {
  readonly items: Evaluate<readonly Json[]>;
  readonly distributed: undefined;
}

export interface CompiledDistributedMap extends MapProcessing {
  /** Not asked where an ItemReader has the items. */
  readonly items: Evaluate<readonly Json[] | JsonObject>;
  readonly distributed: DistributedMap;
}

/** What only a Distributed Map has (docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html). */
export interface DistributedMap {
  readonly label: string | undefined;
  readonly executionType: 'STANDARD' | 'EXPRESS';
  readonly toleratedFailureCount: Evaluate<number> | undefined;
  readonly toleratedFailurePercentage: Evaluate<number> | undefined;
  readonly itemReader: CompiledItemReader | undefined;
  readonly itemBatcher: CompiledItemBatcher | undefined;
  readonly resultWriter: CompiledResultWriter | undefined;
}

export interface CompiledItemReader {
  readonly dataset: Evaluate<Dataset>;
  readonly itemsMax: Evaluate<number> | undefined;
}

export interface CompiledItemBatcher {
  readonly itemsMax: Evaluate<number> | undefined;
  readonly bytesMax: Evaluate<number> | undefined;
  readonly batchInput: Evaluate<Json> | undefined;
}

export interface CompiledResultWriter {
  /** Undefined where the results stay with the state. */
  readonly destination: Evaluate<ResultDestination> | undefined;
  readonly transformation: Transformation | undefined;
  readonly outputType: 'JSON' | 'JSONL' | undefined;
}

/** Where in S3 the results go. */
export interface ResultDestination {
  readonly bucket: string;
  readonly prefix?: string;
}

/** states-language.net/spec.html#retrying-after-error */
export interface CompiledRetrier {
  readonly errorEquals: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number;
  readonly fullJitter: boolean;
}

/** states-language.net/spec.html#fallback-states */
export interface CompiledCatcher {
  readonly errorEquals: readonly string[];
  readonly next: Transition;
  readonly output: (evaluation: Evaluation, stateInput: Json, errorOutput: JsonObject) => Json;
  readonly assign:
    | ((evaluation: Evaluation, stateInput: Json, errorOutput: JsonObject) => JsonObject)
    | undefined;
}
