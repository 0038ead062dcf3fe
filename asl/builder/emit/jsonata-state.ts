import type { State, StateGraph } from '../../definition.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { MapConstruct } from '../construct.ts';
import { object, sourceOf, type Expression, type Path, type Source } from '../expression.ts';
import { toRetrier } from '../retry-policy.ts';
import { iterationInput, type Received } from './iteration-input.ts';
import { jsonataTemplate, withPath } from './jsonata-expression.ts';
import {
  isComposite,
  type Binding,
  type LinkedChoice,
  type LinkedGraph,
  type LinkedPlain,
  type LinkedState,
  type Target,
} from './linked.ts';
import type { StateNames } from './names.ts';
import { afterState, ERROR_OUTPUT, inCatcher, RESULT } from './own-value.ts';
import { present, stateOf } from './present.ts';
import type { VariableNames } from './variable-names.ts';

/** One round of printing. */
export interface Printing {
  readonly names: StateNames;
  /** The sources whose values somebody reads, one way or another. */
  readonly used: ReadonlySet<Source>;
  readonly variables: VariableNames;
  /** The sources that were read as variables in the last round; only these are assigned. */
  readonly assigned: ReadonlySet<Source>;
  /** Those of this round. */
  readonly read: Set<Source>;
  /** The Pass states that hold an iteration's input for what lies deeper, by the state that each stands before. */
  readonly holders: Map<LinkedState, LinkedPlain>;
  readonly printGraph: (graph: LinkedGraph, printing: Printing, around: readonly Received[]) => StateGraph;
}

/** A state that is being printed. */
export interface Place {
  readonly state: LinkedState;
  /** What the state finds in its input and hands on, as the first one of an iteration. */
  readonly received: readonly Received[];
  /** What it finds there as the first one of a branch, because the Parallel around it does. */
  readonly around: readonly Received[];
  readonly printing: Printing;
}

/** A state's fields stand in the order of reading: what it does, what may go wrong, what it leaves, where it goes. */
export function printJsonataState(place: Place): State {
  const { state } = place;
  const fields = state.kind === 'choice' ? choiceFields(place, state) : plainFields(place, state);
  return stateOf(fields);
}

function choiceFields(place: Place, { comment, rules, otherwise }: LinkedChoice): object {
  const assigned = (target: Target) => assign(place, target.bindings);
  return {
    Type: 'Choice',
    Comment: comment,
    Choices: rules.map((rule) =>
      present({ Condition: value(place, rule.condition), Assign: assigned(rule), Next: rule.next }),
    ),
    Assign: assigned(otherwise),
    Default: otherwise.next,
  };
}

function plainFields(place: Place, state: LinkedPlain): object {
  const { construct, comment } = state;
  const { Type, ...work } = workFields(place, state) as { Type: string };
  const retry =
    'retry' in construct && construct.retry.length > 0 ? construct.retry.map(toRetrier) : undefined;
  const isTerminal = construct.kind === 'succeed' || construct.kind === 'fail';
  return {
    Type,
    Comment: comment,
    ...work,
    ...present({
      Retry: retry,
      Catch: state.catchers.length > 0 ? catchers(place, state) : undefined,
      ...(isTerminal ? {} : leaving(place, state)),
    }),
  };
}

function catchers(place: Place, state: LinkedPlain): readonly object[] {
  return state.catchers.map(({ errorName, error, next, bindings }) =>
    present({
      ErrorEquals: [errorName],
      Assign: assign(
        place,
        bindings.map((one) => ({ ...one, value: inCatcher(one.value, error) })),
      ),
      Next: next,
    }),
  );
}

function leaving(place: Place, { construct, after }: LinkedPlain): object {
  const done = (expression: Expression) => afterState(expression, construct);
  const isLost =
    construct.kind === 'pass' && construct.source.kind === 'result' && isUnread(place, construct.source);
  const given = after.output ?? (isLost ? construct.output : undefined);
  return {
    Assign: assign(
      place,
      after.bindings.map((one) => ({ ...one, value: done(one.value) })),
    ),
    Output: given && output(place, done(given)),
    ...(after.next === undefined ? { End: true } : { Next: after.next }),
  };
}

/** A state's result is its output by itself. */
function output(place: Place, given: Expression): Json | undefined {
  return given.kind === 'source' && given.source === RESULT ? undefined : value(place, given);
}

function isUnread({ printing }: Place, source: Source): boolean {
  return !printing.assigned.has(source);
}

/** The bindings that somebody reads, and an iteration's input where it is at hand for the last time. */
function assign(place: Place, bindings: readonly Binding[]): JsonObject | undefined {
  const { state, received, printing } = place;
  const held = isComposite(state) ? [] : received.map(({ source }) => ({ source, value: sourceOf(source) }));
  const needed = [...held, ...bindings].filter((binding) => printing.assigned.has(binding.source));
  if (needed.length === 0) return undefined;
  return Object.fromEntries(
    needed.map((one) => [printing.variables.of(one.source), value(place, one.value)]),
  );
}

/** What a state does, without what is common to all. */
function workFields(place: Place, { construct, graphs }: LinkedPlain): object {
  const optionalValue = (expression: Expression | undefined) => expression && value(place, expression);
  const { printing } = place;
  switch (construct.kind) {
    case 'task':
      return {
        Type: 'Task',
        Resource: construct.resource,
        Arguments: value(place, construct.parameters),
        Credentials: optionalValue(construct.credentials),
        TimeoutSeconds: optionalValue(construct.timeoutSeconds),
        HeartbeatSeconds: optionalValue(construct.heartbeatSeconds),
      };
    case 'pass':
      return { Type: 'Pass' };
    case 'wait':
      return {
        Type: 'Wait',
        Seconds: optionalValue(construct.seconds),
        Timestamp: optionalValue(construct.timestamp),
      };
    case 'succeed':
      return { Type: 'Succeed', Output: optionalValue(construct.output) };
    case 'fail':
      return { Type: 'Fail', Error: value(place, construct.error), Cause: optionalValue(construct.cause) };
    case 'raw':
      return value(place, construct.state) as JsonObject;
    case 'parallel':
      return {
        Type: 'Parallel',
        Branches: graphs.map((graph) => printing.printGraph(graph, printing, found(place))),
      };
    case 'map':
      return mapFields(place, construct, graphs[0] as LinkedGraph);
    default:
      return construct satisfies never;
  }
}

function mapFields(place: Place, construct: MapConstruct, processor: LinkedGraph): object {
  const { printing } = place;
  const { distributed } = construct;
  const optionalValue = (expression: Expression | undefined) => expression && value(place, expression);
  const { selector, batchInput } = iterationInput(construct, printing.used);
  const batcher = distributed?.batcher && withField(distributed.batcher, 'BatchInput', batchInput);
  return {
    Type: 'Map',
    Label: distributed?.label,
    ItemReader: optionalValue(distributed?.reader),
    Items: optionalValue(construct.items),
    ItemSelector: optionalValue(selector),
    ItemBatcher: optionalValue(batcher),
    MaxConcurrency: optionalValue(construct.maxConcurrency),
    ToleratedFailureCount: optionalValue(distributed?.toleratedFailureCount),
    ToleratedFailurePercentage: optionalValue(distributed?.toleratedFailurePercentage),
    ItemProcessor: {
      ProcessorConfig: distributed
        ? { Mode: 'DISTRIBUTED', ExecutionType: distributed.executionType }
        : { Mode: 'INLINE' },
      ...printing.printGraph(processor, printing, []),
    },
    ResultWriter: optionalValue(distributed?.writer),
  };
}

function withField(of: Expression, key: string, field: Expression | undefined): Expression {
  return of.kind === 'object' && field ? object({ ...of.fields, [key]: field }) : of;
}

/** A value of the state, as a template. */
function value(place: Place, expression: Expression): Json {
  return jsonataTemplate(expression, (source, path) => locate(place, source, path));
}

/** The text that reads a source in this state. */
function locate(place: Place, source: Source, path: Path): string {
  const { printing } = place;
  if (source === RESULT) return withPath('$states.result', path);
  if (source === ERROR_OUTPUT) return withPath('$states.errorOutput', path);
  if (source.kind === 'context') return withPath(`$states.context.${source.label}`, path);
  if (source.kind === 'input') return withPath('$states.context.Execution.Input', path);
  const inInput = found(place).find((one) => one.source === source);
  if (inInput) return withPath('$states.input', [...inInput.path, ...path]);
  printing.read.add(source);
  return withPath(`$${printing.variables.of(source)}`, path);
}

/** A Parallel gives each branch its own input, unchanged. */
function found({ received, around }: Place): readonly Received[] {
  return [...received, ...around];
}
