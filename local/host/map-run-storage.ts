import type { MapRunStorage } from '../engine/ports.ts';
import { datasetItems } from './items/dataset-items.ts';
import { pagesOf } from './items/item-pages.ts';
import { S3Objects } from './items/s3-objects.ts';
import { ServiceClients, type ServiceClientsOptions } from './sdk/service-clients.ts';

export type MapRunStorageOptions = Pick<ServiceClientsOptions, 'endpoints' | 'environment' | 'region'> &
  Partial<ServiceClientsOptions>;

/** Reads the items of Distributed Maps from S3, and writes their results there, through the configured endpoint. */
export function createMapRunStorage(options: MapRunStorageOptions): MapRunStorage {
  const clients = new ServiceClients({ warn: () => {}, ...options });
  return {
    read: (dataset) => {
      const abort = new AbortController();
      return pagesOf(() => datasetItems(dataset, new S3Objects(clients, abort.signal)), abort);
    },
    write: ({ bucket, key, body }, report) => {
      const objects = new S3Objects(clients, neverAborted);
      objects.put(bucket, key, body).then(
        () => report(),
        (error: unknown) => report(error instanceof Error ? error.message : String(error)),
      );
    },
  };
}

/** A file that is being written is best written to its end. */
const neverAborted = new AbortController().signal;
