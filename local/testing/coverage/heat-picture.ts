import { graph } from '../../../asl/graph/graph.ts';
import type { LegendEntry } from '../../../asl/graph/svg/legend.ts';
import type { Mark } from '../../../asl/graph/svg/mark.ts';
import { type SvgOptions, toSvg } from '../../../asl/graph/svg.ts';
import { type CoverageItem, coverageItems } from './coverage-items.ts';
import type { ReachedPlaces } from './coverage-files.ts';

/** The graph of a workflow, warm where its tests went often and red where they never were. */
export function heatPicture(places: ReachedPlaces, options: Pick<SvgOptions, 'theme'> = {}): string {
  const items = coverageItems(places);
  const most = Math.max(1, ...items.map(({ count }) => count));
  const ofKind = (kind: CoverageItem['kind']) => items.filter((item) => item.kind === kind);
  const states = Object.fromEntries(ofKind('states').map(({ words, count }) => [words, markOf(count, most)]));
  const transitions = Object.fromEntries(
    ofKind('transitions').map(({ place, count }) => [place, count === 0 ? neverReached : reached]),
  );
  const title = `Coverage of ${places.workflow}`;
  return toSvg(graph(places.definition), { ...options, title, marks: { states, transitions }, legend });
}

const reached: Mark = { tone: 'positive' };
const neverReached: Mark = { tone: 'negative', sign: '✕' };

/** By the logarithm: what was reached ten times is halfway to what was reached a hundred times. */
function markOf(count: number, most: number): Mark {
  if (count === 0) return neverReached;
  const heat = (1 + Math.log(count)) / (1 + Math.log(most));
  return { tone: 'positive', note: `${count.toLocaleString('en')} ×`, heat };
}

const legend: readonly LegendEntry[] = [
  { mark: { tone: 'positive' }, text: 'reached, the fuller the oftener' },
  { mark: neverReached, text: 'never reached' },
];
