import type { z } from 'zod';
import type { Definition, State, StateGraph } from '../../definition.ts';
import { AuthoringError } from '../authoring-error.ts';
import type { WorkflowDefinition } from '../construct.ts';
import type { Source } from '../expression.ts';
import { Inexpressible } from './json-path-expression.ts';
import { boundIn, Layout } from './json-path-layout.ts';
import { printJsonPathState } from './json-path-state.ts';
import type { PrintedGraph, Writing } from './json-path-writing.ts';
import { link } from './link.ts';
import type { LinkedGraph, LinkedState } from './linked.ts';
import type { StateNames } from './names.ts';
import { present, stateOf } from './present.ts';
import { VariableNames } from './variable-names.ts';

/**
 * A workflow in JSONPath without variables, for runtimes that predate them. The rule of its data flow: the document that
 * states hand on is the input with everything bound under `results`; where JSONPath cannot bind or compute in place, a
 * Pass does it; OutputPath gives the output at the end of a graph.
 */
export function jsonPathDefinition(workflow: WorkflowDefinition): Definition {
  const { root, comment, timeoutSeconds, name } = workflow;
  const { graph, names, used } = link(root);
  const layout = new Layout(new VariableNames(names), graph);
  const header = present({ Comment: comment, TimeoutSeconds: timeoutSeconds });
  const printed = printAll(graph, { workflow: name, names, used, layout });
  return { ...header, ...(takesResults(workflow.input) ? printed : begunEmpty(printed, names)) };
}

/** The document begins as the input: ResultPath writes into objects alone, and must not meet a field of the input. */
function takesResults(input: z.core.$ZodType): boolean {
  const schema = input._zod.def as z.core.$ZodTypes['_zod']['def'];
  switch (schema.type) {
    case 'object':
      return !Object.hasOwn(schema.shape, 'results');
    case 'union':
      return schema.options.every(takesResults);
    case 'intersection':
      return takesResults(schema.left) && takesResults(schema.right);
    case 'readonly':
      return takesResults(schema.innerType);
    default:
      return false;
  }
}

/** The input itself is read from the context object. */
function begunEmpty({ StartAt, States }: StateGraph, names: StateNames): StateGraph {
  const begin = names.of({ name: 'Begin', comment: undefined });
  return { StartAt: begin, States: { [begin]: { Type: 'Pass', Result: {}, Next: StartAt }, ...States } };
}

/** What is bound may not be read after all, so printing is repeated until all that is bound is read. */
function printAll(
  graph: LinkedGraph,
  fixed: Pick<Writing, 'workflow' | 'names' | 'used' | 'layout'>,
): StateGraph {
  let used: ReadonlySet<Source> = new Set([...fixed.used, ...boundIn(graph)]);
  for (;;) {
    const everRead = new Set<Source>();
    const writing = {
      ...fixed,
      names: fixed.names.copy(),
      used,
      everRead,
      printGraph,
      received: [],
      endName: graph.endName,
    };
    const printed = printGraph(graph, { ...newWriting(), ...writing }).graph;
    if (everRead.size === used.size) return printed;
    used = everRead;
  }
}

function newWriting() {
  return {
    states: [],
    passes: new Map<string, string>(),
    entries: new Map<string, string>(),
    computing: new Set<string>(),
    read: new Set<Source>(),
    bound: new Set<Source>(),
  };
}

function printGraph(linked: LinkedGraph, outer: Writing): PrintedGraph {
  const writing: Writing = { ...outer, ...newWriting(), endName: linked.endName };
  for (const state of linked.states) placed(state, writing);
  const { entries, computing } = writing;
  const states = writing.states.map(([name, state]) => [
    name,
    computing.has(name) ? state : redirected(state, entries),
  ]);
  const free = [...writing.read].filter((source) => !writing.bound.has(source));
  const StartAt = entries.get(linked.startAt) ?? linked.startAt;
  return { graph: { StartAt, States: Object.fromEntries(states) as StateGraph['States'] }, free };
}

/** What cannot be said is refused with its place. */
function placed(state: LinkedState, writing: Writing): void {
  try {
    printJsonPathState(state, writing);
  } catch (thrown) {
    if (!(thrown instanceof Inexpressible)) throw thrown;
    throw new AuthoringError(
      `${writing.workflow} has no JSONPath form: in its state ${state.name}, ${thrown.message}.`,
      { cause: thrown },
    );
  }
}

/** A state before which a Pass was put is entered through the Pass. */
function redirected(state: State, aliases: ReadonlyMap<string, string>): State {
  const to = (name: string) => aliases.get(name) ?? name;
  const redirect = <T extends { readonly Next?: string }>(one: T): T =>
    one.Next === undefined ? one : { ...one, Next: to(one.Next) };
  const fields: { [key: string]: unknown } = { ...redirect(state as State & { readonly Next?: string }) };
  if ('Catch' in state) fields['Catch'] = state.Catch?.map(redirect);
  if (state.Type === 'Choice') {
    fields['Choices'] = state.Choices.map(redirect);
    fields['Default'] = state.Default && to(state.Default);
  }
  return stateOf(fields);
}
