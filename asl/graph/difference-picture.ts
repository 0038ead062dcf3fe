import type { Difference } from './difference.ts';
import type { ChangeType } from './difference/change.ts';
import { toMermaid } from './mermaid.ts';
import { toSvg } from './svg.ts';
import type { Mark, Marks } from './svg/mark.ts';
import { light, type Tone } from './svg/palette.ts';
import type { Theme } from './svg/stylesheet.ts';

/** Both versions in one picture. Colour, sign and line style each say the same, so that any one of them is enough. */
export function differenceToSvg(
  { merged, changes }: Difference,
  options: { readonly theme?: Theme; readonly title?: string } = {},
): string {
  return toSvg(merged.graph, {
    ...options,
    title: options.title ?? 'What changed between two versions of a state machine',
    marks: marksOf(merged),
    legend: legendOf(merged, changes),
  });
}

/** What the marks mean, and what no box or line shows: changes of the machine itself. */
function legendOf({ states, transitions }: Difference['merged'], changes: Difference['changes']) {
  const used = new Set<string>([
    ...Object.values(states).map((status) => status.type),
    ...Object.values(transitions),
  ]);
  const ofMachine = changes.filter((change) => change.state === undefined && change.type === 'changed');
  return [
    ...kinds.filter((kind) => used.has(kind)).map((kind) => ({ mark: looks[kind], text: kind as string })),
    ...ofMachine.map(({ words }) => ({ mark: looks.changed, text: words })),
  ];
}

const kinds: readonly ChangeType[] = ['added', 'removed', 'renamed', 'moved', 'changed', 'rerouted'];

interface Look extends Mark {
  readonly tone: Tone;
  readonly sign: string;
}

const looks: { readonly [type in ChangeType]: Look } = {
  added: { tone: 'positive', sign: '+' },
  removed: { tone: 'negative', sign: '−', outlined: true },
  renamed: { tone: 'special', sign: '=' },
  moved: { tone: 'active', sign: '↔' },
  changed: { tone: 'attention', sign: '~' },
  rerouted: { tone: 'quiet', sign: '→' },
};

function marksOf({ states, transitions }: Difference['merged']): Marks {
  return {
    states: Object.fromEntries(
      Object.entries(states).map(([name, { type, note }]): [string, Mark] => [
        name,
        note === '' ? looks[type] : { ...looks[type], note },
      ]),
    ),
    transitions: Object.fromEntries(
      Object.entries(transitions).map(([path, status]): [string, Mark] => [path, looks[status]]),
    ),
  };
}

/** The same for places that draw Mermaid themselves; the signs stand before the names. */
export function differenceToMermaid({ merged }: Difference): string {
  const entries = Object.entries(merged.states);
  return toMermaid(merged.graph, {
    signs: Object.fromEntries(entries.map(([name, { type }]) => [name, looks[type].sign])),
    styles: Object.fromEntries(entries.map(([name, { type }]) => [name, mermaidStyle(type)])),
    lines: Object.fromEntries(
      Object.entries(merged.transitions).map(([path, status]) => [path, mermaidLine(status)]),
    ),
  });
}

function mermaidStyle(type: ChangeType): string {
  const { strong, soft } = light.tones[looks[type].tone];
  const dashes = looks[type].outlined === true ? ',stroke-dasharray:6 4' : '';
  return `fill:${soft},stroke:${strong},stroke-width:3px,color:${light.ink}${dashes}`;
}

function mermaidLine(status: 'added' | 'removed'): string {
  const { strong } = light.tones[looks[status].tone];
  return `stroke:${strong},stroke-width:3px${status === 'removed' ? ',stroke-dasharray:4 5' : ''}`;
}
