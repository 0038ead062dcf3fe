import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Definition } from '../../../asl/definition.ts';
import { collectedCoverage } from './coverage.ts';

/**
 * How coverage comes from the processes that run tests to the reporter: each test file leaves a file in a folder that
 * the reporter has made, and named in the environment before the first test began.
 */
export const coverageFolderVariable = 'STATEYARD_COVERAGE_FOLDER';

/** What tests have reached of one workflow. */
export interface ReachedPlaces {
  readonly workflow: string;
  readonly definition: Definition;
  readonly counts: { readonly [place: string]: number };
}

export function writeCollectedCoverage(): void {
  const folder = process.env[coverageFolderVariable];
  const reached = collectedCoverage().filter(({ counts }) => counts.size > 0);
  if (folder === undefined || reached.length === 0) return;
  const written = reached.map(
    ({ workflow, definition, counts }): ReachedPlaces => ({
      workflow,
      definition,
      counts: Object.fromEntries(counts),
    }),
  );
  writeFileSync(join(folder, `${randomUUID()}.json`), JSON.stringify(written));
}

/** Of all test files together; the same definition of the same workflow is one. */
export function readCoverageFiles(folder: string): readonly ReachedPlaces[] {
  const merged = new Map<string, ReachedPlaces>();
  const read = readdirSync(folder).flatMap(
    (file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as ReachedPlaces[],
  );
  for (const one of read) {
    const key = `${one.workflow}\n${JSON.stringify(one.definition)}`;
    merged.set(key, sum(merged.get(key), one));
  }
  return [...merged.values()];
}

function sum(one: ReachedPlaces | undefined, other: ReachedPlaces): ReachedPlaces {
  const counts: { [place: string]: number } = { ...one?.counts };
  for (const [place, count] of Object.entries(other.counts)) counts[place] = (counts[place] ?? 0) + count;
  return { ...other, counts };
}
