import {
  fieldOf,
  literal,
  object,
  operation,
  sourceOf,
  type Expression,
  type Source,
} from '../expression.ts';
import { COMPENSATION_INCOMPLETE } from '../saga.ts';
import { caught, raise, type Frames, type UndoFrame } from './frames.ts';
import type { Graph } from './graph.ts';
import type { Binding, LinkedRule, PlainConstruct, Target } from './linked.ts';
import { sequenceOf, type Sequence } from './sequence.ts';

/**
 * The saga: links the undos that something can lead to, the latest effect first. Every way out of an undo, success or
 * failure, is recorded and leads to the undo before it; the first effect's undo leads to the end.
 */
export function linkUndos(
  graph: Graph,
  linkSequence: (graph: Graph, sequence: Sequence, frames: Frames) => void,
): void {
  const ending: Graph = { ...graph, states: [] };
  const ends = new Map<Frames, Target>();
  const run: string[] = [];
  for (const { frame, outer } of graph.undos.toReversed()) {
    if (!frame.needed) continue;
    run.push(frame.undoes);
    const target = targetAfter(ending, { outer, ends, undone: run });
    const failed: Source = { kind: 'error', label: 'undoError', home: undefined };
    const bindings = [record(frame, sourceOf(failed)), ...target.bindings];
    const catcher = { errorName: 'States.ALL', error: failed, next: target.next, bindings };
    const done = { ...target, bindings: [record(frame, literal('UNDONE')), ...target.bindings] };
    const inside: Frames = { frame: { kind: 'handlers', catchers: [catcher] }, outer: undefined };
    linkSequence(graph, sequenceOf(frame.block, { ...done, output: undefined }, graph.endName), inside);
  }
  graph.states.push(...ending.states);
}

function record({ saga, undoes }: UndoFrame, outcome: Expression): Binding {
  const value = operation('merge', sourceOf(saga.undos), object({ [undoes]: outcome }));
  return { source: saga.undos, value };
}

interface Place {
  readonly outer: Frames;
  readonly ends: Map<Frames, Target>;
  /** The states whose undos may have run by now. */
  readonly undone: readonly string[];
}

function targetAfter(graph: Graph, { outer, ends, undone }: Place): Target {
  if (outer?.frame.kind === 'undo') return before(outer.frame);
  const known = ends.get(outer);
  if (known) return known;
  const end = { next: linkEnd(graph, outer, undone), bindings: [] };
  ends.set(outer, end);
  return end;
}

/** The undo of the effect before. */
function before(frame: UndoFrame): Target {
  frame.needed = true;
  return { next: frame.entry, bindings: [] };
}

/**
 * When all undos have run: an undo that failed raises CompensationIncomplete; otherwise the first failure goes on, to
 * the handler that takes it, or to the end of the graph.
 */
function linkEnd(graph: Graph, outer: Frames, undone: readonly string[]): string {
  const { failure, undos } = graph.saga;
  const failed = undone.map((name) =>
    operation('isPresent', fieldOf(fieldOf(sourceOf(undos), name), 'Error')),
  );
  const parts = { name: 'AllUndone', comment: undefined };
  const condition = failed.length === 1 ? (failed[0] as Expression) : operation('or', ...failed);
  const targets: Graph = { ...graph, states: [] };
  const incomplete = { condition, ...incompleteTarget(targets, outer) };
  const { rules, otherwise } = failureTargets(targets, outer);
  const fallback = otherwise ?? failTarget(targets, 'Failed', fieldOf(sourceOf(failure), 'Error'));
  const name = graph.names.of(parts);
  graph.states.push(
    { kind: 'choice', ...parts, name, rules: [incomplete, ...rules], otherwise: fallback },
    ...targets.states,
  );
  return name;
}

function incompleteTarget(graph: Graph, outer: Frames): Target {
  const name = COMPENSATION_INCOMPLETE;
  const output = object({ Error: literal(name), Cause: reportOf(graph) });
  return raise({ name, output }, outer) ?? failTarget(graph, name, literal(name));
}

/** Who takes the first failure, which is known only when the execution runs. */
function failureTargets(
  graph: Graph,
  frames: Frames,
): { readonly rules: readonly LinkedRule[]; readonly otherwise: Target | undefined } {
  if (!frames) return { rules: [], otherwise: undefined };
  if (frames.frame.kind === 'undo') return { rules: [], otherwise: before(frames.frame) };
  const output = sourceOf(graph.saga.failure);
  const { catchers } = frames.frame;
  const named = catchers.filter((catcher) => catcher.errorName !== 'States.ALL');
  const rules = named.map((catcher) => ({
    condition: isTaken(catcher.errorName, output),
    ...caught(catcher, output),
  }));
  const last = catchers.find((catcher) => catcher.errorName === 'States.ALL');
  if (last) return { rules, otherwise: caught(last, output) };
  const further = failureTargets(graph, frames.outer);
  return { rules: [...rules, ...further.rules], otherwise: further.otherwise };
}

function isTaken(errorName: string, failure: Expression): Expression {
  const error = fieldOf(failure, 'Error');
  if (errorName === 'States.TaskFailed') return operation('ne', error, literal('States.Timeout'));
  return operation('eq', error, literal(errorName));
}

/** What the Cause of the end says, as JSON: see CompensationReport. */
function reportOf({ saga }: Graph): Expression {
  return operation('toJson', object({ failure: sourceOf(saga.failure), undos: sourceOf(saga.undos) }));
}

function failTarget(graph: Graph, name: string, error: Expression): Target {
  const construct: PlainConstruct = {
    kind: 'fail',
    name,
    comment: undefined,
    error,
    cause: reportOf(graph),
  };
  const after = { next: undefined, bindings: [], output: undefined };
  const unique = graph.names.of(construct);
  graph.states.push({
    kind: 'plain',
    name: unique,
    comment: undefined,
    construct,
    after,
    catchers: [],
    graphs: [],
  });
  return { next: unique, bindings: [] };
}
