import { isJsonObject, type Json } from '../../../asl/json.ts';
import type { Dataset } from '../../engine/map-run/dataset.ts';
import type { Clock, MapRunStorage } from '../../engine/ports.ts';
import { copyOf } from './copy-of.ts';

/** Items by place: `bucket/key`, or `bucket/prefix` for a listing. */
export interface Datasets {
  readonly [place: string]: readonly unknown[];
}

/** What stands for S3 where Distributed Maps read their items and write their results: a world that tasks share. */
export interface MapStorage {
  /** The items of a place, as in `Datasets`; undefined where there are none. */
  readonly read: (place: string) => readonly unknown[] | undefined;
  /** A file of ResultWriter. */
  readonly write: (place: string, body: string) => void;
}

/** Result files are taken and go nowhere. */
export function datasetsOnly(datasets: Datasets): MapStorage {
  return { read: (place) => datasets[place], write: () => {} };
}

/** What the engine asks, over what the test gives. */
export function datasetStorage(storage: MapStorage, clock: Clock): MapRunStorage {
  return {
    read: (dataset) => ({
      next: (report) => {
        const place = placeOf(dataset);
        const items = storage.read(place);
        const source = `s3://${place}`;
        const cause = `Nothing stands for the items at '${place}': give the run datasets: { '${place}': [ … ] }.`;
        clock.yieldTurn(() =>
          report(
            items === undefined
              ? { type: 'failed', cause }
              : { type: 'read', page: { items: copyOf(items) as readonly Json[], source, isLast: true } },
          ),
        );
      },
      close: () => {},
    }),
    write: ({ bucket, key, body }, report) => {
      storage.write(`${bucket}/${key}`, body);
      clock.yieldTurn(() => report());
    },
  };
}

function placeOf({ parameters }: Dataset): string {
  const fields = isJsonObject(parameters) ? parameters : {};
  return [fields['Bucket'], fields['Key'] ?? fields['Prefix'] ?? '']
    .filter((part) => typeof part === 'string')
    .join('/');
}
