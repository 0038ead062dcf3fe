import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { coverageFolderVariable, readCoverageFiles, type ReachedPlaces } from './coverage/coverage-files.ts';
import {
  type CoverageSummary,
  coverageSummary,
  type CoverageThresholds,
  unmetThresholds,
} from './coverage/coverage-summary.ts';
import { coverageTable } from './coverage/coverage-table.ts';
import { heatPicture } from './coverage/heat-picture.ts';

export interface CoverageReporterSettings {
  /** Percentages. A run of jest that does not meet them fails. */
  readonly thresholds?: CoverageThresholds;
  /** The workflows that are looked at; all that the tests run unless given. */
  readonly workflows?: readonly string[];
  /**
   * Where pictures and figures go, as `<workflow>.svg` and `coverage.json`; without it there is the table alone. The
   * emission as JSONPath beside one as JSONata is `<workflow>-JSONPath.svg`, any other second definition `<workflow>-2.svg`.
   */
  readonly folder?: string;
}

/**
 * The entry `stateyard/testing/coverage-reporter`: a reporter of jest that says which states, transitions, choice rules,
 * catchers and retriers of the workflows the tests have reached (jestjs.io/docs/configuration#custom-reporters).
 */
export class CoverageReporter {
  readonly #settings: CoverageReporterSettings;
  readonly #collected = mkdtempSync(join(tmpdir(), 'stateyard-coverage-'));
  #unmet: readonly string[] = [];

  constructor(_jestConfiguration: unknown, settings: CoverageReporterSettings = {}) {
    this.#settings = settings;
    process.env[coverageFolderVariable] = this.#collected; // Workers inherit it.
  }

  onRunComplete(): void {
    const { workflows, thresholds = {}, folder } = this.#settings;
    const collected = readCoverageFiles(this.#collected);
    const places = toldApart(collected.filter(({ workflow }) => workflows?.includes(workflow) ?? true));
    rmSync(this.#collected, { recursive: true });
    if (places.length === 0) return;
    const summaries = places.map(coverageSummary);
    this.#unmet = unmetThresholds(summaries, thresholds);
    console.log(`\n${coverageTable(summaries)}`);
    for (const sentence of this.#unmet) console.error(sentence);
    if (folder !== undefined) writeFolder(folder, places, summaries);
  }

  /** What makes jest fail. */
  getLastError(): Error | undefined {
    if (this.#unmet.length === 0) return undefined;
    return new Error(`The tests reach too little of the workflows:\n  ${this.#unmet.join('\n  ')}`);
  }
}

/** Jest takes a reporter from the default export alone. */
export { CoverageReporter as default };

/** A workflow that is tested in both query languages has two rows in the table: the one in JSONPath says so. */
function toldApart(places: readonly ReachedPlaces[]): readonly ReachedPlaces[] {
  const isJsonata = ({ definition }: ReachedPlaces) => definition.QueryLanguage === 'JSONata';
  const inJsonata = new Set(places.filter(isJsonata).map(({ workflow }) => workflow));
  return places.map((one) =>
    isJsonata(one) || !inJsonata.has(one.workflow) ? one : { ...one, workflow: `${one.workflow} (JSONPath)` },
  );
}

function writeFolder(
  folder: string,
  places: readonly ReachedPlaces[],
  summaries: readonly CoverageSummary[],
): void {
  mkdirSync(folder, { recursive: true });
  for (const [index, one] of places.entries()) {
    const before = places.slice(0, index).filter(({ workflow }) => workflow === one.workflow).length;
    const ending = before === 0 ? '' : `-${before + 1}`;
    const name = one.workflow.replace(' (JSONPath)', '-JSONPath');
    writeFileSync(join(folder, `${name}${ending}.svg`), heatPicture(one));
  }
  writeFileSync(join(folder, 'coverage.json'), `${JSON.stringify(summaries, null, 2)}\n`);
}
