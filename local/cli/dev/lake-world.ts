import { join } from 'node:path';
import { env } from 'node:process';
import { closeAbandonedIngest } from '../../../tasks/lake/close-abandoned-ingest.ts';
import { dataLakeIngest } from '../../../workflows/data-lake-ingest.ts';
import { endpointOf } from '../../host/endpoints.ts';
import { createLakeStorage, createLakeTopic, deliverSamples } from './lake-storage.ts';
import type { WorkflowWorld } from './workflow-world.ts';

/** Glue and Athena have no stand-in: their answers come from a recorded file, unless there is an endpoint to ask. */
export const lakeWorld: WorkflowWorld = {
  workflow: dataLakeIngest,
  open: async (endpoints) => {
    await createLakeStorage();
    if (endpointOf(endpoints, 'sns') !== undefined) await createLakeTopic();
    if (endpointOf(endpoints, 'glue') === undefined) env['LAKE_CATALOGUE'] ??= 'mocked';
    await deliverSamples();
    return { close: async () => {} };
  },
  onFailed: (event) => closeAbandonedIngest(event),
  recordings: {
    file: join(import.meta.dirname, '../../../workflows/data-lake-ingest.mock.json'),
    service: 'glue',
  },
};
