import { activityTable, type Activities } from './store/activity-table.ts';
import { deadLetter } from './store/dead-letter-queue.ts';
import { readDocuments } from './store/document-table.ts';

/** All of the world that the tasks touch. */
export interface StreamWorld {
  readonly readDocuments: typeof readDocuments;
  readonly deadLetter: typeof deadLetter;
  readonly activities: Activities;
}

/** Two tables and a queue: where they are say environment variables. */
const realWorld: StreamWorld = { readDocuments, deadLetter, activities: activityTable };

let current = realWorld;

export function streamWorld(): StreamWorld {
  return current;
}

/** From now on the tasks of this process work in another world: one in memory, for tests that need thousands. */
export function moveTo(other: StreamWorld = realWorld): void {
  current = other;
}
