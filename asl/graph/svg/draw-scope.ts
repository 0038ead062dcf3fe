import type { GraphState, Transition } from '../graph.ts';
import { entryOf } from '../words/fields.ts';
import {
  lanePadding,
  type PlacedLabel,
  type PlacedLine,
  type PlacedScope,
  type PlacedState,
} from '../layout/layout.ts';
import type { Rectangle } from '../layout/route.ts';
import { labelLineHeight } from '../layout/strands.ts';
import { drawHalo, drawLine, drawOrigin } from './draw-line.ts';
import { drawState, outlineOf } from './draw-state.ts';
import { drawHeat, drawLineSign, drawMark, notePlace, type Mark, type Marks } from './mark.ts';
import { element, rounded, textElement, titleElement } from './markup.ts';

/** Lines lie under boxes, labels over lines, and what a mark says over everything. */
export function drawScope(scope: PlacedScope, marks: Marks): string {
  const taken = takenIn(scope, marks);
  return [
    ...drawLines(scope.lines, marks),
    drawStart(scope),
    ...scope.ends.map(({ x, y, width }) => drawEnd(x + width / 2, y + width / 2)),
    ...scope.broken.map((broken) => drawBroken(broken)),
    ...scope.states.map((state) => drawStateWithScopes(state, marks)),
    ...scope.lines.map((line) => drawMarkedOrigin(line, marks)),
    ...scope.labels.map(drawLabel),
    ...scope.lines.map((line) => drawMarkedSign(line, { labels: scope.labels, taken }, marks)),
  ].join('\n');
}

/** Lines that meet are drawn together, so that no halo cuts a line that it belongs to. */
function drawLines(lines: readonly PlacedLine[], marks: Marks): readonly string[] {
  const bundles = Map.groupBy(lines, (line) => line.bundle);
  return [...bundles.values()].flatMap((bundle) => [
    ...bundle.map(drawHalo),
    ...bundle.map((line) => drawMarkedLine(line, marks)),
  ]);
}

function drawMarkedLine(line: PlacedLine, marks: Marks): string {
  const [first] = line.transitions;
  const title = line.transitions.map(sentenceOf).join('\n');
  return element(
    'g',
    { class: classesOf(first === undefined ? 'boundary' : first.type.toLowerCase(), markOf(line, marks)) },
    ...(title === '' ? [] : [titleElement(title)]),
    drawLine(line),
  );
}

/** The transitions of one line look the same. */
function markOf({ transitions: [first] }: PlacedLine, marks: Marks): Mark | undefined {
  return first === undefined ? undefined : marks.transitions?.[first.path];
}

function drawMarkedOrigin(line: PlacedLine, marks: Marks): string {
  const origin = drawOrigin(line);
  return origin === '' ? '' : element('g', { class: classesOf('catch', markOf(line, marks)) }, origin);
}

function sentenceOf({ type, from, to, label }: Transition): string {
  const target = to.broken ? `${to.name || 'nowhere'} (broken)` : to.name;
  return `${from} → ${target}${circumstance[type](label)}`;
}

/** Over labels too: what a sign says about a line must not be hidden. */
function drawMarkedSign(
  line: PlacedLine,
  { labels, taken }: { readonly labels: readonly PlacedLabel[]; readonly taken: readonly Rectangle[] },
  marks: Marks,
): string {
  const mark = markOf(line, marks);
  if (mark?.sign === undefined) return '';
  const own = labels.filter((label) => line.transitions.includes(label.transition));
  return element(
    'g',
    { class: mark.tone },
    drawLineSign({ points: line.points, labels: own }, mark.sign, taken),
  );
}

/** What a sign on a line had better not cover. */
function takenIn({ states, labels }: PlacedScope, marks: Marks): readonly Rectangle[] {
  const notes = states.flatMap((placed) => {
    const note = entryOf(marks.states, placed.state.name)?.note;
    return note === undefined ? [] : [notePlace(placed, note)];
  });
  return [...states, ...labels, ...notes];
}

const circumstance: { readonly [type in Transition['type']]: (label: string) => string } = {
  Next: () => '',
  Choice: (label) => ` when ${label}`,
  Default: (label) => ` ${label}`,
  Catch: (label) => ` on ${label}`,
};

function drawStart({ start }: PlacedScope): string {
  const radius = start.width / 2;
  return element('circle', { class: 'start', cx: start.x + radius, cy: start.y + radius, r: radius });
}

function drawEnd(x: number, y: number): string {
  return (
    element('circle', { class: 'end', cx: x, cy: y, r: 6 }) +
    element('circle', { class: 'start', cx: x, cy: y, r: 3 })
  );
}

function drawBroken({ x, y, width, height, text }: PlacedScope['broken'][number]): string {
  return (
    element('rect', { class: 'broken', x, y, width, height, rx: 6 }) +
    textElement(x + width / 2, y + height / 2 + 4, 'centred', text)
  );
}

function drawStateWithScopes(placed: PlacedState, marks: Marks): string {
  const { state, lanes } = placed;
  const mark = entryOf(marks.states, state.name);
  const outline = outlineOf(placed);
  return element(
    'g',
    {
      class: classesOf(`state ${state.type.toLowerCase()}`, mark),
      'data-state': state.name,
      role: 'graphics-symbol',
      'aria-label': state.name,
    },
    titleElement(tooltipOf(state)),
    drawState(placed, mark === undefined ? '' : drawHeat(outline, mark)),
    ...lanes.map((lane) => {
      const { x, y, width, height, scope } = lane;
      const left = x + (width - scope.width) / 2;
      const top = y + lanePadding;
      return (
        element('rect', { class: 'lane', x, y, width, height, rx: 10 }) +
        element('g', { transform: `translate(${rounded(left)} ${rounded(top)})` }, drawScope(scope, marks))
      );
    }),
    ...(mark === undefined ? [] : [drawMark(placed, outline, mark)]),
  );
}

function tooltipOf(state: GraphState): string {
  return [
    `${state.name} (${state.type})`,
    state.detail,
    state.comment ?? '',
    ...state.retries.map((retry) => retry.words),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function drawLabel(label: PlacedLabel): string {
  const { x, y, width, height, lines, transition } = label;
  const top = y + (height - lines.length * labelLineHeight) / 2;
  return element(
    'g',
    { class: transition.type.toLowerCase() },
    titleElement(transition.label),
    element('rect', { class: 'chip', x, y, width, height, rx: Math.min(10, height / 2) }),
    ...lines.map((line, index) =>
      textElement(x + width / 2, top + index * labelLineHeight + 10.5, 'centred', line),
    ),
  );
}

function classesOf(base: string, mark: Mark | undefined): string {
  if (mark === undefined) return base;
  return [
    base,
    mark.tone,
    ...(mark.outlined === true ? ['outlined'] : []),
    ...(mark.faded === true ? ['faded'] : []),
  ].join(' ');
}
