import { datasetTable, type DatasetTable } from './store/dataset-table.ts';
import { type Catalogue, glueCatalogue } from './store/glue-catalogue.ts';
import { lakeObjects, type LakeObjects } from './store/lake-objects.ts';
import { lakeSettings } from './store/lake-settings.ts';
import { publish } from './store/lake-topic.ts';

/** All of the world that the tasks touch. */
export interface Lake {
  readonly bucket: () => string;
  readonly objects: LakeObjects;
  readonly records: DatasetTable;
  readonly catalogue: Catalogue;
  readonly publish: typeof publish;
  readonly now: () => Date;
}

/** A bucket, a table and a topic: where they are say environment variables. */
const realLake: Lake = {
  bucket: () => lakeSettings().bucket,
  objects: lakeObjects,
  records: datasetTable,
  catalogue: glueCatalogue,
  publish,
  now: () => new Date(),
};

let current = realLake;

export function lake(): Lake {
  return current;
}

/** From now on the tasks of this process work in another lake: one in memory, for tests that need thousands. */
export function moveTo(other: Lake = realLake): void {
  current = other;
}
