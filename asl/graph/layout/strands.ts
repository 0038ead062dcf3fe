import type { Transition } from '../graph.ts';
import type { Cell } from './arrangement.ts';
import { detailStyle } from './face.ts';
import { textWidth } from './text-width.ts';
import { wrapText } from './wrap-text.ts';

/**
 * Transitions that are drawn as one line: those of one kind between the same two states, as of a Choice two of whose
 * rules lead to one state. Their labels stand on the line one below the other.
 */
export interface Strand {
  readonly id: string;
  readonly transitions: readonly Transition[];
  readonly labels: readonly Label[];
  /** The room of the labels together; undefined where there are none. */
  readonly cell: Cell | undefined;
}

export interface Label {
  readonly transition: Transition;
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
  /** Of its upper border, from that of the first label. */
  readonly y: number;
}

export const labelLineHeight = 14;
const labelWidthMax = 176;
const labelLinesMax = 5;
const labelPadding = { inline: 8, block: 3 } as const;
/** Between the labels of one strand; the line shows there. */
const labelGap = 7;
/** Higher stacks of labels are split into strands side by side. */
const labelsMax = 6;

/** Transitions that do not look the same never become one line. */
export function strandsOf(
  transitions: readonly Transition[],
  lookOf: (transition: Transition) => string,
): readonly Strand[] {
  const groups = Map.groupBy(transitions, (transition) => {
    const { from, to, type } = transition;
    return JSON.stringify([from, to, type === 'Catch', lookOf(transition)]);
  });
  return [...groups.values()].flatMap(evenParts).map(strandOf);
}

function evenParts<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const count = Math.ceil(items.length / labelsMax);
  const length = Math.ceil(items.length / count);
  return Array.from({ length: count }, (_, part) => items.slice(part * length, (part + 1) * length));
}

function strandOf(transitions: readonly Transition[]): Strand {
  const id = transitions[0]?.path ?? '';
  const labels = stacked(transitions.filter((transition) => transition.label !== ''));
  const last = labels.at(-1);
  const cell =
    last === undefined
      ? undefined
      : {
          id: `label ${id}`,
          width: Math.max(...labels.map((label) => label.width)),
          height: last.y + last.height,
        };
  return { id, transitions, labels, cell };
}

function stacked(transitions: readonly Transition[]): readonly Label[] {
  let y = 0;
  return transitions.map((transition) => {
    const lines = wrapText(transition.label, {
      ...detailStyle,
      widthMax: labelWidthMax,
      linesMax: labelLinesMax,
    });
    const textBlock = Math.max(...lines.map((line) => textWidth(line, detailStyle)));
    const width = Math.ceil(textBlock + 2 * labelPadding.inline);
    const height = lines.length * labelLineHeight + 2 * labelPadding.block;
    const label = { transition, lines, width, height, y };
    y += height + labelGap;
    return label;
  });
}
