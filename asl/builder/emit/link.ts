import type {
  AttemptConstruct,
  Block,
  ChoiceConstruct,
  Construct,
  FailConstruct,
  Handler,
  PollConstruct,
  Undo,
} from '../construct.ts';
import { literal, object, operation, sourceOf, type Source } from '../expression.ts';
import { pascalCase } from '../pascal-case.ts';
import { linkUndos } from './compensate.ts';
import { catchersOf, raise, type Frames, type UndoFrame } from './frames.ts';
import type { Graph } from './graph.ts';
import { iterationInput, type Received } from './iteration-input.ts';
import type { After, Binding, LinkedCatcher, LinkedGraph, PlainConstruct } from './linked.ts';
import { StateNames } from './names.ts';
import { checkReached } from './reached.ts';
import { afterBlock, entryName, entryOf, sequenceOf, type Sequence } from './sequence.ts';
import { usedSources } from './used-sources.ts';

/** Decides every name and transition of a workflow. */
export function link(root: Block): Linked {
  const names = new StateNames(root);
  const used = usedSources(root);
  return { graph: linkGraph(root, { names, used, endName: 'Done' }), names, used };
}

export interface Linked extends Pick<Graph, 'names' | 'used'> {
  readonly graph: LinkedGraph;
}

/** A whole machine, a branch, or what a Map does for each item. */
function linkGraph(
  block: Block,
  { names, used, endName }: Pick<Graph, 'names' | 'used' | 'endName'>,
  received: readonly Received[] = [],
): LinkedGraph {
  const variable = (label: string): Source => ({ kind: 'variable', label, home: undefined });
  const saga = { failure: variable('failure'), undos: variable('undos') };
  const graph: Graph = { names, used, endName, states: [], undos: [], saga };
  const end = { next: undefined, bindings: [], output: block.value ?? NOTHING };
  const sequence = sequenceOf(block, end, endName);
  linkSequence(graph, sequence, undefined);
  linkUndos(graph, linkSequence);
  const { next: startAt } = entryOf(sequence, names);
  checkReached(graph.states, startAt);
  return { startAt, endName, states: graph.states, received };
}

/** What a function that returns nothing gives. */
const NOTHING = object({});

function linkSequence(graph: Graph, { constructs, after }: Sequence, frames: Frames): void {
  nameEnd(constructs, graph.names);
  let surroundings = frames;
  for (const [index, construct] of constructs.entries()) {
    const following = constructs[index + 1];
    const afterwards = following ? goTo(entryName(following, graph.names)) : after;
    const undo = 'undo' in construct ? construct.undo : undefined;
    if (undo?.fromStart) surroundings = withUndo(graph, { construct, undo }, surroundings);
    linkConstruct(graph, { construct, after: afterwards }, surroundings);
    if (undo && !undo.fromStart) surroundings = withUndo(graph, { construct, undo }, surroundings);
  }
}

/** A state that was added at the end is named before those that are added further in. */
function nameEnd(constructs: Sequence['constructs'], names: StateNames): void {
  const end = constructs.at(-1);
  if (end?.kind === 'succeed') names.of(end);
}

function goTo(next: string): After {
  return { next, bindings: [], output: undefined };
}

/** What follows an effect that can be undone is surrounded by its undo; so is the effect itself where it asks for that. */
function withUndo(
  graph: Graph,
  { construct, undo: { block } }: { readonly construct: Construct; readonly undo: Undo },
  outer: Frames,
): Frames {
  const undoes = graph.names.of(construct);
  const entry = entryName(block.constructs[0] as Construct, graph.names);
  const frame: UndoFrame = { kind: 'undo', undoes, block, entry, saga: graph.saga, needed: false };
  graph.undos.push({ frame, outer });
  return { frame, outer };
}

/** A construct with what comes after it. */
interface Linking<C extends Construct> {
  readonly construct: C;
  readonly after: After;
}

function linkConstruct(graph: Graph, { construct, after }: Linking<Construct>, frames: Frames): void {
  switch (construct.kind) {
    case 'choice':
      return linkChoice(graph, { construct, after }, frames);
    case 'attempt':
      return linkAttempt(graph, { construct, after }, frames);
    case 'poll':
      return linkPoll(graph, { construct, after }, frames);
    case 'fail':
      return linkFail(graph, construct, frames);
    default:
      return linkPlain(graph, { construct, after }, frames);
  }
}

function linkPlain(graph: Graph, { construct, after }: Linking<PlainConstruct>, frames: Frames): void {
  const fallible = 'handlers' in construct ? construct : undefined;
  const handling = linkingHandlers(graph, fallible, after);
  graph.states.push({
    kind: 'plain',
    name: graph.names.of(construct),
    comment: construct.comment,
    construct,
    after: { ...after, bindings: [...ownBinding(graph, construct), ...after.bindings] },
    catchers: fallible
      ? catchersOf(construct, { frame: { kind: 'handlers', catchers: handling.catchers }, outer: frames })
      : [],
    graphs: innerGraphs(graph, construct),
  });
  handling.linkBlocks(frames);
}

function ownBinding(graph: Graph, construct: PlainConstruct): readonly Binding[] {
  if (!('source' in construct) || !graph.used.has(construct.source)) return [];
  return [{ source: construct.source, value: sourceOf(construct.source) }];
}

/** A branch ends like its name or its last construct, an iteration like its Map. */
function innerGraphs(graph: Graph, construct: PlainConstruct): readonly LinkedGraph[] {
  const inner = (endOf: string) => ({ ...graph, endName: `${endOf}Done` });
  if (construct.kind === 'parallel') {
    return construct.branches.map((branch, index) => {
      const key = construct.keys?.[index];
      const last = branch.constructs.at(-1) ?? construct;
      return linkGraph(branch, inner(key === undefined ? entryName(last, graph.names) : pascalCase(key)));
    });
  }
  if (construct.kind !== 'map') return [];
  const { received } = iterationInput(construct, graph.used);
  return [linkGraph(construct.processor, inner(graph.names.of(construct)), received)];
}

/** The catchers that lead to handlers, and the linking of the handlers' own states, which stand after the state's. */
function linkingHandlers(
  graph: Graph,
  owner: { readonly source: Source; readonly handlers: readonly Handler[] } | undefined,
  after: After,
) {
  const handlings = (owner?.handlers ?? []).map((handler) => ({
    handler,
    sequence: sequenceOf(
      handler.block,
      afterBlock(after, usedSource(graph, owner?.source), handler.block),
      graph.endName,
    ),
  }));
  const catchers = handlings.map(({ handler, sequence }) => catcherFor(graph, handler, sequence));
  const linkBlocks = (frames: Frames) => {
    for (const { sequence } of handlings) linkSequence(graph, sequence, frames);
  };
  return { catchers, linkBlocks };
}

function catcherFor(graph: Graph, { errorName, error }: Handler, sequence: Sequence): LinkedCatcher {
  const { next, bindings } = entryOf(sequence, graph.names);
  const own = graph.used.has(error) ? [{ source: error, value: sourceOf(error) }] : [];
  return { errorName, error, next, bindings: [...own, ...bindings] };
}

function usedSource(graph: Graph, source: Source | undefined): Source | undefined {
  return source && graph.used.has(source) ? source : undefined;
}

function linkChoice(graph: Graph, { construct, after }: Linking<ChoiceConstruct>, frames: Frames): void {
  const arm = (block: Block) =>
    sequenceOf(block, afterBlock(after, usedSource(graph, construct.source), block), graph.endName);
  const arms = construct.rules.map(({ condition, block }) => ({ condition, sequence: arm(block) }));
  const otherwise = arm(construct.otherwise);
  graph.states.push({
    kind: 'choice',
    name: graph.names.of(construct),
    comment: construct.comment,
    rules: arms.map(({ condition, sequence }) => ({ condition, ...entryOf(sequence, graph.names) })),
    otherwise: entryOf(otherwise, graph.names),
  });
  for (const { sequence } of arms) linkSequence(graph, sequence, frames);
  linkSequence(graph, otherwise, frames);
}

function linkAttempt(graph: Graph, { construct, after }: Linking<AttemptConstruct>, frames: Frames): void {
  const { body } = construct;
  const handling = linkingHandlers(graph, construct, after);
  const inside: Frames = { frame: { kind: 'handlers', catchers: handling.catchers }, outer: frames };
  const afterBody = afterBlock(after, usedSource(graph, construct.source), body);
  linkSequence(graph, sequenceOf(body, afterBody, graph.endName), inside);
  handling.linkBlocks(frames);
}

/** A fail that something around it takes is a Pass that binds the error, for Catch applies to no Fail state. */
function linkFail(graph: Graph, construct: FailConstruct, frames: Frames): void {
  const { error, cause = literal(''), comment } = construct;
  const output = object({ Error: error, Cause: cause });
  const target = raise({ name: error.kind === 'literal' ? String(error.value) : undefined, output }, frames);
  const [taken, ...bindings] = target?.bindings ?? [];
  const source = taken?.source ?? { kind: 'error', label: construct.name, home: undefined };
  const own = taken ? [{ source, value: sourceOf(source) }] : [];
  graph.states.push({
    kind: 'plain',
    name: graph.names.of(construct),
    comment,
    construct: target
      ? { kind: 'pass', name: construct.name, comment, source, output: taken?.value }
      : construct,
    after: { next: target?.next, bindings: [...own, ...bindings], output: undefined },
    catchers: [],
    graphs: [],
  });
}

function linkPoll(graph: Graph, { construct, after }: Linking<PollConstruct>, frames: Frames): void {
  const { start, check, decide, until, checksMax, pause, exhausted } = construct;
  const decideName = graph.names.of(decide);
  const checking = sequenceOf(check, goTo(decideName), graph.endName);
  const again = entryOf(checking, graph.names).next;
  const source = usedSource(graph, construct.source);
  const giveUp = sequenceOf(exhausted, afterBlock(after, source, exhausted), graph.endName);
  const waits = sourceOf(start.source);
  linkPlain(graph, { construct: start, after: goTo(again) }, undefined);
  linkSequence(graph, checking, frames);
  graph.states.push({
    kind: 'choice',
    name: decideName,
    comment: decide.comment,
    rules: [
      {
        condition: until,
        ...entryOf({ constructs: [], after: afterBlock(after, source, check) }, graph.names),
      },
      { condition: operation('gte', waits, literal(checksMax - 1)), ...entryOf(giveUp, graph.names) },
    ],
    otherwise: { next: graph.names.of(pause), bindings: [] },
  });
  const counted = { source: start.source, value: operation('add', waits, literal(1)) };
  linkPlain(graph, { construct: pause, after: { ...goTo(again), bindings: [counted] } }, undefined);
  linkSequence(graph, giveUp, frames);
}
