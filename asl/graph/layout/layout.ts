import type { Graph, GraphScope, GraphState, Transition } from '../graph.ts';
import { arrange } from './arrange.ts';
import type { Cell, Edge } from './arrangement.ts';
import { detailStyle, faceOf, type Face } from './face.ts';
import { excerptOf } from './excerpt.ts';
import { route, type Point, type Rectangle, type Routing } from './route.ts';
import { shelve } from './shelve.ts';
import { strandsOf, type Strand } from './strands.ts';
import { textWidth } from './text-width.ts';
import { wrapText } from './wrap-text.ts';

/**
 * Where everything of a graph lies, in pixels, y downwards. A scope's coordinates are its own: a nested scope begins at
 * (0, 0) of its lane. Each nesting level is laid out for itself, from the inside out, as boxes of known size.
 */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly scope: PlacedScope;
}

export interface PlacedScope {
  readonly width: number;
  readonly height: number;
  readonly states: readonly PlacedState[];
  readonly labels: readonly PlacedLabel[];
  readonly lines: readonly PlacedLine[];
  readonly start: Rectangle;
  readonly ends: readonly Rectangle[];
  /** Targets that do not exist. */
  readonly broken: readonly PlacedBroken[];
}

export interface PlacedState extends Rectangle {
  readonly state: GraphState;
  readonly face: Face;
  readonly lanes: readonly Lane[];
}

/** The room of one nested scope inside its state's box; its coordinates are those of the box's scope. */
export interface Lane extends Rectangle {
  readonly scope: PlacedScope;
}

/** Where many states hand the same errors to one handler, one label names the transition of one of them. */
export interface PlacedLabel extends Rectangle {
  readonly transition: Transition;
  readonly lines: readonly string[];
}

export interface PlacedLine {
  /** Those that are drawn as this line; none for the lines from the start mark and to the end marks. */
  readonly transitions: readonly Transition[];
  /** Lines of one bundle meet before they arrive. */
  readonly bundle: string;
  /** Not where it leads to an end mark, or joins another line. */
  readonly head: boolean;
  readonly points: readonly Point[];
}

export interface PlacedBroken extends Rectangle {
  readonly text: string;
}

export const lanePadding = 14;
const brokenWidthMax = 176;
const startSize = 12;
const endSize = 14;
const laneGap = 12;
const containerPadding = 14;

/** `lookOf` tells transitions apart that must not become one line: those that are marked differently. */
export function layout(graph: Graph, lookOf: LookOf = () => ''): Layout {
  const scope = placeScope(graph.scope, lookOf);
  return { width: scope.width, height: scope.height, scope };
}

type LookOf = (transition: Transition) => string;

function placeScope(whole: GraphScope, lookOf: LookOf): PlacedScope {
  const { scope, rest } = excerptOf(whole);
  const boxes = scope.states.map((state) => boxOf(state, lookOf));
  const strands = strandsOf(scope.transitions, lookOf);
  const broken = brokenOf(scope, rest);
  const edges = edgesOf(scope, strands);
  const ends = scope.states.filter(endsVisibly);
  const cells: readonly Cell[] = [
    { id: startId, width: startSize, height: startSize },
    ...boxes.map((box) => ({ id: stateId(box.state.name), width: box.width, height: box.height })),
    ...broken.map(({ id, width, height }) => ({ id, width, height })),
    ...ends.map((state) => ({ id: endId(state.name), width: endSize, height: endSize })),
  ];
  return placed(scope, route(arrange(cells, edges, startId)), boxes, strands, broken);
}

function placed(
  scope: GraphScope,
  routing: Routing,
  boxes: readonly Box[],
  strands: readonly Strand[],
  broken: readonly BrokenCell[],
): PlacedScope {
  const at = (id: string): Rectangle => routing.cells.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
  const transitions = new Map(strands.map((strand) => [strand.id, strand.transitions]));
  return {
    width: routing.width,
    height: routing.height,
    states: boxes.map((box) => placeBox(box, at(stateId(box.state.name)))),
    labels: strands.flatMap((strand) => placeLabels(strand, routing.cells.get(strand.cell?.id ?? ''))),
    lines: routing.routes.map(({ id, bundle, joins, points }) => ({
      transitions: transitions.get(id) ?? [],
      bundle,
      head: !joins && !id.startsWith(endId('')),
      points,
    })),
    start: at(startId),
    ends: scope.states.filter(endsVisibly).map((state) => at(endId(state.name))),
    broken: broken.map(({ id, text }) => ({ text, ...at(id) })),
  };
}

const startId = 'start';
const stateId = (name: string) => `state ${name}`;
const endId = (name: string) => `end ${name}`;
const brokenId = (name: string) => `broken ${name}`;

/** Succeed and Fail show by their shape that the scope ends there. */
function endsVisibly(state: GraphState): boolean {
  return state.terminal && state.type !== 'Succeed' && state.type !== 'Fail';
}

/** In the middle of the room of their strand; nowhere for a member of a bus, which shares the label of another. */
function placeLabels({ labels }: Strand, room: Rectangle | undefined): readonly PlacedLabel[] {
  if (room === undefined) return [];
  return labels.map(({ transition, lines, width, height, y }) => ({
    transition,
    lines,
    x: room.x + (room.width - width) / 2,
    y: room.y + y,
    width,
    height,
  }));
}

interface BrokenCell extends Cell {
  readonly text: string;
}

function brokenOf(scope: GraphScope, rest: string): readonly BrokenCell[] {
  const targets = [scope.start, ...scope.transitions.map((transition) => transition.to)];
  const names = new Set(targets.filter((target) => target.broken).map((target) => target.name));
  return [...names].map((name) => {
    const text = brokenText(name, rest);
    const [shown = ''] = wrapText(text, { ...detailStyle, widthMax: brokenWidthMax, linesMax: 1 });
    return { id: brokenId(name), text: shown, width: textWidth(shown, detailStyle) + 24, height: 28 };
  });
}

function brokenText(name: string, rest: string): string {
  if (name === '') return 'leads nowhere';
  return name === rest ? rest : `missing: ${name}`;
}

const weights = { Next: 4, Choice: 3, Default: 3, Catch: 1 } as const satisfies {
  readonly [type in Transition['type']]: number;
};

function edgesOf(scope: GraphScope, strands: readonly Strand[]): readonly Edge[] {
  const targetId = (target: Transition['to']) => (target.broken ? brokenId : stateId)(target.name);
  return [
    {
      id: startId,
      from: startId,
      to: targetId(scope.start),
      weight: weights.Next,
      main: true,
      says: '',
      label: undefined,
    },
    ...strands.flatMap(({ id, transitions, labels, cell }) =>
      transitions.slice(0, 1).map(
        ({ type, from, to }): Edge => ({
          id,
          from: stateId(from),
          to: targetId(to),
          weight: weights[type],
          main: type !== 'Catch',
          says: labels.map((label) => label.transition.label).join('\n'),
          label: cell,
        }),
      ),
    ),
    ...scope.states.filter(endsVisibly).map(
      ({ name }): Edge => ({
        id: endId(name),
        from: stateId(name),
        to: endId(name),
        weight: weights.Next,
        main: true,
        says: '',
        label: undefined,
      }),
    ),
  ];
}

/** A state's box before it has a place; its lanes are relative to its upper left corner. */
interface Box {
  readonly state: GraphState;
  readonly face: Face;
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly Lane[];
}

function boxOf(state: GraphState, lookOf: LookOf): Box {
  const face = faceOf(state);
  if (state.scopes.length === 0) return { state, face, width: face.width, height: face.height, lanes: [] };
  const scopes = state.scopes.map((scope) => placeScope(scope, lookOf));
  const rooms = scopes.map(({ width, height }) => ({
    width: width + 2 * lanePadding,
    height: height + 2 * lanePadding,
  }));
  const shelves = shelve(rooms, laneGap);
  const width = Math.max(face.width, shelves.width + 2 * containerPadding);
  const indent = (width - shelves.width) / 2;
  return {
    state,
    face,
    width,
    height: face.height + shelves.height + containerPadding,
    lanes: shelves.rooms.map((room, index) => ({
      ...room,
      x: room.x + indent,
      y: room.y + face.height,
      scope: scopes[index] ?? emptyScope,
    })),
  };
}

const emptyScope: PlacedScope = {
  width: 0,
  height: 0,
  states: [],
  labels: [],
  lines: [],
  start: { x: 0, y: 0, width: 0, height: 0 },
  ends: [],
  broken: [],
};

function placeBox(box: Box, { x, y, width, height }: Rectangle): PlacedState {
  const lanes = box.lanes.map((lane) => ({ ...lane, x: lane.x + x, y: lane.y + y }));
  return { state: box.state, face: box.face, x, y, width, height, lanes };
}
