import type { State } from '../../definition.ts';
import type { JsonObject } from '../../json.ts';
import { object, type Expression } from '../expression.ts';
import { toRetrier } from '../retry-policy.ts';
import { jsonPathCondition } from './json-path-condition.ts';
import { constantOf, Inexpressible, isPath, jsonPathText } from './json-path-expression.ts';
import { fieldSet } from './json-path-layout.ts';
import { mapFields } from './json-path-map.ts';
import {
  computing,
  constantOrPath,
  constantOrText,
  pathOf,
  template,
  text,
  type Place,
} from './json-path-place.ts';
import { bindingFields, locate, resultPath, valueFields, via, type Writing } from './json-path-writing.ts';
import type {
  Binding,
  LinkedCatcher,
  LinkedChoice,
  LinkedGraph,
  LinkedPlain,
  LinkedState,
} from './linked.ts';
import { stateOf } from './present.ts';

/** Prints a state, and the Pass states that it needs before and after it. */
export function printJsonPathState(state: LinkedState, writing: Writing): void {
  const place: Place = { state, writing, computed: [] };
  const position = writing.states.length;
  const fields = state.kind === 'choice' ? choiceFields(place, state) : plainFields(place, state);
  const passes = computingPasses(place);
  writing.states.splice(position, 0, ...passes, [state.name, stateOf(fields)]);
}

/** One Pass for each computed value. Whoever goes to the state goes to the first; the last goes to the state itself. */
function computingPasses({ state, writing, computed }: Place): readonly [string, State][] {
  const names = computed.map(() => writing.names.of({ name: `${state.name}Value`, comment: undefined }));
  if (names[0]) writing.entries.set(state.name, names[0]);
  return computed.map((binding, index) => {
    const name = names[index] as string;
    const Next = names[index + 1] ?? state.name;
    writing.computing.add(name);
    return [name, { Type: 'Pass', ...bindingFields(writing, binding), Next }];
  });
}

function choiceFields(place: Place, { comment, rules, otherwise }: LinkedChoice): object {
  return {
    Type: 'Choice',
    Comment: comment,
    Choices: rules.map((rule) => ({
      ...jsonPathCondition(rule.condition, (operand) => pathOf(place, operand)),
      Next: via(place.writing, rule),
    })),
    Default: via(place.writing, otherwise),
  };
}

function plainFields(place: Place, state: LinkedPlain): object {
  const { construct, comment, catchers } = state;
  const { Type, ...work } = workFields(place, state) as { readonly Type: string };
  const isTerminal = construct.kind === 'succeed' || construct.kind === 'fail';
  return {
    Type,
    Comment: comment,
    ...work,
    Retry: 'retry' in construct && construct.retry.length > 0 ? construct.retry.map(toRetrier) : undefined,
    Catch: catchers.length > 0 ? catchers.map((catcher) => catcherFields(place, catcher)) : undefined,
    ...(isTerminal ? {} : leavingFields(place, state)),
  };
}

/** The error output goes where a binding wants it; every catcher keeps the document. */
function catcherFields({ writing }: Place, catcher: LinkedCatcher): object {
  const { errorName, error, next } = catcher;
  const bindings = catcher.bindings.filter((one) => writing.used.has(one.source));
  const isError = (value: Expression) => value.kind === 'source' && value.source === error;
  const taking = bindings.find((one) => isError(fieldSet(one)?.value ?? one.value));
  const rest = bindings.filter((one) => one !== taking);
  const ResultPath = taking ? resultPath(writing, taking) : null;
  return { ErrorEquals: [errorName], ResultPath, Next: via(writing, { next, bindings: rest }) };
}

/** What the state writes into the document, and where it goes or what the graph gives. */
function leavingFields(place: Place, { construct, after }: LinkedPlain): object {
  const { writing } = place;
  const needed = after.bindings.filter((one) => writing.used.has(one.source));
  const own = 'source' in construct ? needed.find((one) => one.source === construct.source) : undefined;
  const bindings = needed.filter((one) => one !== own);
  if (own) writing.bound.add(own.source);
  const written = ownResult(place, construct, own);
  if (after.next !== undefined) return { ...written, Next: via(writing, { next: after.next, bindings }) };
  const output = outputFields(place, after.output ?? object({}));
  if (output && bindings.length === 0) return { ...written, ...output, End: true };
  return { ...written, Next: via(writing, { next: donePass(place, after.output ?? object({})), bindings }) };
}

/** Where the state's own result goes: to its place if somebody reads it. */
function ownResult(place: Place, construct: LinkedPlain['construct'], own: Binding | undefined): object {
  const { writing } = place;
  if (construct.kind === 'wait') return {};
  if (construct.kind === 'pass') {
    if (!construct.output || !own) return {};
    return bindingFields(writing, { source: construct.source, value: computing(place, construct.output) });
  }
  if (!own) return { ResultPath: null };
  return { ResultSelector: resultSelector(construct), ResultPath: writing.layout.placeOf(own.source) };
}

/** Of an integration's answer only the result is kept; the results of named branches get their names. */
function resultSelector(construct: LinkedPlain['construct']): JsonObject | undefined {
  if (construct.kind === 'task' && construct.resultField !== undefined) {
    return { [`${construct.resultField}.$`]: `$.${construct.resultField}` };
  }
  if (construct.kind !== 'parallel' || !construct.keys) return undefined;
  return Object.fromEntries(construct.keys.map((key, index) => [`${key}.$`, `$[${index}]`]));
}

/** An output that is a path, or nothing, needs no state of its own. */
function outputFields({ writing }: Place, output: Expression): JsonObject | undefined {
  if (isPath(output))
    return { OutputPath: jsonPathText(output, (source, path) => locate(writing, source, path)) };
  return JSON.stringify(constantOf(output)) === '{}' ? { OutputPath: null } : undefined;
}

/** The state that makes the output of its graph. */
function donePass(place: Place, output: Expression): string {
  const { writing } = place;
  const name = writing.names.of({ name: writing.endName, comment: undefined });
  const fields = outputFields(place, output) ?? madeOutput(place, output);
  writing.states.push([name, { Type: 'Pass', ...fields, End: true }]);
  return name;
}

function madeOutput(place: Place, output: Expression): JsonObject {
  const made = computing(place, output);
  const fields = valueFields(place.writing, made);
  return made.kind === 'operation' || (made.kind === 'array' && constantOf(made) === undefined)
    ? { ...fields, OutputPath: '$.value' }
    : fields;
}

/** What a state does, without what is common to all. */
function workFields(place: Place, { construct, graphs }: LinkedPlain): object {
  const { writing } = place;
  switch (construct.kind) {
    case 'task':
      return {
        Type: 'Task',
        Resource: construct.resource,
        ...parameterFields(place, construct.parameters),
        Credentials: construct.credentials && template(place, construct.credentials),
        ...constantOrPath(place, 'TimeoutSeconds', construct.timeoutSeconds),
        ...constantOrPath(place, 'HeartbeatSeconds', construct.heartbeatSeconds),
      };
    case 'pass':
      return { Type: 'Pass' };
    case 'wait':
      return {
        Type: 'Wait',
        ...constantOrPath(place, 'Seconds', construct.seconds),
        ...constantOrPath(place, 'Timestamp', construct.timestamp),
      };
    case 'succeed':
      return {
        Type: 'Succeed',
        ...(outputFields(place, construct.output) ?? { OutputPath: pathOf(place, construct.output) }),
      };
    case 'fail':
      return {
        Type: 'Fail',
        ...constantOrText(place, 'Error', construct.error),
        ...constantOrText(place, 'Cause', construct.cause),
      };
    case 'raw':
      throw new Inexpressible('a raw state is written in JSONata');
    case 'parallel':
      return { Type: 'Parallel', Branches: graphs.map((graph) => innerGraph(writing, graph)) };
    case 'map':
      return mapFields(place, construct, graphs[0] as LinkedGraph);
    default:
      return construct satisfies never;
  }
}

/** Parameters are an object; a path alone is the input that is chosen. */
function parameterFields(place: Place, parameters: Expression): JsonObject {
  return isPath(parameters)
    ? { InputPath: text(place, parameters) }
    : { Parameters: template(place, parameters) };
}

/** What a branch reads of the document around it, the state that has the branch reads. */
function innerGraph(writing: Writing, linked: LinkedGraph) {
  const { graph, free } = writing.printGraph(linked, writing);
  for (const source of free) writing.read.add(source);
  return graph;
}
