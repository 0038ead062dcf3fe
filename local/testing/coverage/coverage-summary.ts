import { type CoverageItem, type CoverageKind, coverageItems, coverageKinds } from './coverage-items.ts';
import type { ReachedPlaces } from './coverage-files.ts';

/** How much of one workflow its tests have reached. */
export interface CoverageSummary {
  readonly workflow: string;
  readonly shares: { readonly [kind in CoverageKind]: Share };
  readonly missing: readonly CoverageItem[];
}

export interface Share {
  readonly reached: number;
  readonly total: number;
}

/** The least percentage of each kind that tests have to reach, in every workflow. */
export type CoverageThresholds = { readonly [kind in CoverageKind]?: number };

export function coverageSummary(places: ReachedPlaces): CoverageSummary {
  const items = coverageItems(places);
  const shareOf = (kind: CoverageKind): Share => {
    const own = items.filter((item) => item.kind === kind);
    return { reached: own.filter(({ count }) => count > 0).length, total: own.length };
  };
  const shares = Object.fromEntries(coverageKinds.map((kind) => [kind, shareOf(kind)]));
  return {
    workflow: places.workflow,
    shares: shares as CoverageSummary['shares'],
    missing: items.filter(({ count }) => count === 0),
  };
}

/** 100 where there is nothing to reach. */
export function percentageOf({ reached, total }: Share): number {
  return total === 0 ? 100 : (100 * reached) / total;
}

/** One sentence for each threshold that is not met. */
export function unmetThresholds(
  summaries: readonly CoverageSummary[],
  thresholds: CoverageThresholds,
): readonly string[] {
  return summaries.flatMap(({ workflow, shares }) =>
    coverageKinds
      .filter((kind) => percentageOf(shares[kind]) < (thresholds[kind] ?? 0))
      .map((kind) => {
        const { reached, total } = shares[kind];
        return `${workflow}: ${reached} of ${total} ${nameOf[kind]} reached; the threshold is ${thresholds[kind]} %`;
      }),
  );
}

export const nameOf = {
  states: 'states',
  transitions: 'transitions',
  choiceRules: 'choice rules',
  catchers: 'catchers',
  retriers: 'retriers',
} as const satisfies Record<CoverageKind, string>;
