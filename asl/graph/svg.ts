import type { Graph } from './graph.ts';
import { layout } from './layout/layout.ts';
import { describe } from './svg/describe.ts';
import { drawScope } from './svg/draw-scope.ts';
import { drawLegend, type LegendEntry } from './svg/legend.ts';
import { noMarks, type Marks } from './svg/mark.ts';
import { element, rounded, titleElement } from './svg/markup.ts';
import { rootClass, stylesheet, type Theme } from './svg/stylesheet.ts';

export interface SvgOptions {
  /** `auto` unless given. */
  readonly theme?: Theme;
  /** The picture's accessible name; the definition's Comment unless given. */
  readonly title?: string;
  /** What a story wants to point out: the path of an execution, what a test never reached, a difference. */
  readonly marks?: Marks;
  /** What the marks mean, in a row below the picture. */
  readonly legend?: readonly LegendEntry[];
}

const margin = 24;

/** A self-contained SVG document: no script, no outside font, text that can be selected and read aloud. */
export function toSvg(graph: Graph, options: SvgOptions = {}): string {
  const { theme = 'auto', marks = noMarks, legend = [] } = options;
  const { scope, width, height } = layout(graph, ({ path }) =>
    JSON.stringify(marks.transitions?.[path] ?? ''),
  );
  const rows = drawLegend(legend, width);
  const full = {
    width: Math.max(width, rows.width) + 2 * margin,
    height: height + rows.height + 2 * margin,
  };
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${rounded(full.width)} ${rounded(full.height)}`,
      ...full,
      class: rootClass(theme),
      role: 'graphics-document document',
      'aria-roledescription': 'state machine',
    },
    titleElement(options.title ?? graph.comment ?? 'State machine'),
    element('desc', {}, describe(graph)),
    element('style', {}, `\n${stylesheet(theme)}\n`),
    element('rect', { class: 'canvas', ...full, rx: 14 }),
    element(
      'g',
      { transform: `translate(${rounded((full.width - width) / 2)} ${margin})` },
      drawScope(scope, marks),
    ),
    element('g', { transform: `translate(${margin} ${rounded(margin + height)})` }, rows.markup),
  );
}
