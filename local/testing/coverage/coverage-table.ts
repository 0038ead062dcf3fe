import type { CoverageItem } from './coverage-items.ts';
import { coverageKinds } from './coverage-items.ts';
import { type CoverageSummary, nameOf, percentageOf, type Share } from './coverage-summary.ts';

/** A row a workflow, a column a kind; below it what was never reached. */
export function coverageTable(summaries: readonly CoverageSummary[]): string {
  const rows = [
    ['workflow', ...coverageKinds.map((kind) => nameOf[kind])],
    ...summaries.map(({ workflow, shares }) => [
      workflow,
      ...coverageKinds.map((kind) => cellOf(shares[kind])),
    ]),
  ];
  return [aligned(rows), ...summaries.map(missingLines)].filter(Boolean).join('\n');
}

/** `92 % (11/12)` */
function cellOf(share: Share): string {
  if (share.total === 0) return '-';
  return `${Math.floor(percentageOf(share))} % (${share.reached}/${share.total})`;
}

function missingLines({ workflow, missing }: CoverageSummary): string {
  if (missing.length === 0) return '';
  return [
    `\nNever reached in ${workflow}:`,
    ...onceForEachPlace(missing).map(({ words }) => `  ${words}`),
  ].join('\n');
}

/** A rule and a catcher are transitions too, and nobody wants to read them twice. */
function onceForEachPlace(items: readonly CoverageItem[]): readonly CoverageItem[] {
  return [...new Map(items.map((item) => [item.place, item])).values()];
}

function aligned(rows: readonly (readonly string[])[]): string {
  const [head = []] = rows;
  const widths = head.map((_cell, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return lines.map((line) => line.trimEnd()).join('\n');
}
