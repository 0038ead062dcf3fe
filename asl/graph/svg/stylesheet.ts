import { detailStyle, titleStyle } from '../layout/face.ts';
import { dark, light, type Hue, type Palette } from './palette.ts';

/** `auto` follows the reader's preference (and is light on paper); the others are for renderers that know no preference. */
export type Theme = 'auto' | 'light' | 'dark';

/**
 * The rules of one picture. They stand under a class of their theme, so that pictures of different themes can share a
 * page. Colours are written out: not every renderer knows custom properties.
 */
export function stylesheet(theme: Theme): string {
  const root = `.${rootClass(theme)}`;
  const preferred = `@media screen and (prefers-color-scheme: dark) {\n${colours(root, dark)}\n}`;
  const themed = {
    auto: `${colours(root, light)}\n${preferred}`,
    light: colours(root, light),
    dark: colours(root, dark),
  };
  return `${shapes(root)}\n${themed[theme]}`;
}

export function rootClass(theme: Theme): string {
  return `stateyard-${theme}`;
}

const fonts =
  'Inter, "Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, "DejaVu Sans", sans-serif';

type Rule = readonly [selector: string, declarations: string];

function shapes(root: string): string {
  return written(root, [
    ['text', `font-family: ${fonts}; font-size: ${detailStyle.fontSize}px`],
    ['.name', `font-size: ${titleStyle.fontSize}px; font-weight: 600`],
    ['.sign', 'font-weight: 600'],
    ['.sign, .centred', 'text-anchor: middle'],
    ['.line, .halo, .icon', 'fill: none; stroke-linecap: round; stroke-linejoin: round'],
    ['.box', 'stroke-width: 1.25'],
    ['.line', 'stroke-width: 1.6'],
    ['.halo', 'stroke-width: 6'],
    ['.icon', 'stroke-width: 1.5'],
    ['.catch .line', 'stroke-dasharray: 5 4'],
    ['.lane, .broken', 'stroke-dasharray: 3 4'],
    ['.ring', 'fill: none; stroke-width: 2.75'],
    ['.outlined > .ring, .outlined > .line', 'stroke-dasharray: 7 5'],
    ['.faded', 'opacity: 0.38'],
  ]);
}

function colours(root: string, palette: Palette): string {
  const { canvas, surface, border, ink, muted, line, types, tones } = palette;
  const handled = types.Fail.strong;
  return written(root, [
    ['.canvas', `fill: ${canvas}`],
    ['text', `fill: ${ink}`],
    ['.detail', `fill: ${muted}`],
    ['.box', `fill: ${surface}; stroke: ${border}`],
    ['.lane', `fill: ${canvas}; stroke: ${border}`],
    ['.halo', `stroke: ${canvas}`],
    ['.line', `stroke: ${line}`],
    ['.head, .start', `fill: ${line}`],
    ['.end', `fill: ${canvas}; stroke: ${line}; stroke-width: 1.6`],
    ['.chip', `fill: ${types.Pass.soft}; stroke: ${canvas}; stroke-width: 2`],
    ['.choice .chip', `fill: ${types.Choice.soft}`],
    ['.catch .chip', `fill: ${types.Fail.soft}`],
    ['.catch text', `fill: ${handled}`],
    ['.catch .line', `stroke: ${handled}`],
    ['.catch .head, .catch .origin', `fill: ${handled}`],
    ['.broken', `fill: ${types.Fail.soft}; stroke: ${handled}`],
    ['.badge', `fill: ${types.Pass.soft}`],
    ['.badge-text', `fill: ${muted}`],
    ['.badge-icon', `stroke: ${muted}`],
    ['.overlay', `fill: ${surface}`],
    ['.sign', `fill: ${canvas}`],
    ...Object.entries(types).flatMap(([type, hue]) => typeRules(type.toLowerCase(), hue)),
    ...Object.entries(tones).flatMap(([tone, hue]) => toneRules(tone, hue)),
  ]);
}

/** States that only stand for a point of the flow are tinted whole; the others have a tinted tile behind the icon. */
const tinted = new Set(['choice', 'succeed', 'fail', 'wait', 'parallel', 'map', 'unknown']);

function typeRules(type: string, { strong, soft }: Hue): readonly Rule[] {
  const box: readonly Rule[] = tinted.has(type)
    ? [[`.${type} > .box`, `fill: ${soft}; stroke: ${strong}`]]
    : [];
  return [
    ...box,
    [`.${type} > .tile`, `fill: ${tinted.has(type) ? 'none' : soft}`],
    [`.${type} > .icon`, `stroke: ${strong}`],
  ];
}

function toneRules(tone: string, { strong, soft }: Hue): readonly Rule[] {
  return [
    [`.${tone} > .ring`, `stroke: ${strong}`],
    [`.${tone} > .seal`, `fill: ${strong}`],
    [`.${tone} > .note`, `fill: ${soft}; stroke: ${strong}`],
    [`.${tone} > .line`, `stroke: ${strong}; stroke-width: 2.6`],
    [`.${tone} > .head, .${tone} > .origin`, `fill: ${strong}`],
    [`.${tone} > .heat`, `fill: ${strong}`],
  ];
}

function written(root: string, rules: readonly Rule[]): string {
  return rules
    .map(([selectors, declarations]) => {
      const scoped = selectors.split(', ').map((selector) => `${root} ${selector}`);
      return `${scoped.join(', ')} { ${declarations} }`;
    })
    .join('\n');
}
