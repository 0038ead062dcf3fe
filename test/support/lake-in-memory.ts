import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { TaskError } from '../../asl/builder/task-error.ts';
import type { MapStorage } from '../../local/testing/index.ts';
import { rehearsalDatabase, rehearsalTable } from '../../tasks/lake/catalogue.ts';
import type { DatasetEvent } from '../../tasks/lake/dataset-record.ts';
import type { ObjectPlace } from '../../tasks/lake/dataset-submission.ts';
import type { Lake } from '../../tasks/lake/lake.ts';
import {
  type DatasetTable,
  type FoundDataset,
  type IngestRow,
  leaseSeconds,
} from '../../tasks/lake/store/dataset-table.ts';
import type { Catalogue } from '../../tasks/lake/store/glue-catalogue.ts';
import type { LakeObjects } from '../../tasks/lake/store/lake-objects.ts';
import { GlueInMemory } from './glue-in-memory.ts';

/** A lake in memory, its catalogue too, for tests that need thousands. `test/tasks/lake/store` holds it to the real behaviour. */
export class LakeInMemory implements Lake {
  /** By `bucket/key`. */
  readonly files = new Map<string, Uint8Array>(deliveries());
  readonly rows = new Map<string, IngestRow>();
  /** By `word/database.table`. */
  readonly words = new Map<string, FoundDataset>();
  /** In the order in which they were published, repetitions included. */
  readonly published: DatasetEvent[] = [];
  readonly glue = new GlueInMemory((location) =>
    this.#below(location.slice('s3://'.length)).reduce((sum, [, body]) => sum + rowsOf(body), 0),
  );
  nowMs = Date.parse('2026-11-23T12:00:00Z');

  readonly bucket = () => 'lake';
  readonly now = () => new Date(this.nowMs);
  readonly publish = async (event: DatasetEvent) => {
    this.published.push(event);
    return 'arn:aws:sns:us-east-1:123456789012:lake';
  };

  /** Of the lake's own objects. */
  keys(prefix = ''): readonly string[] {
    return this.#below(`lake/${prefix}`).map(([place]) => place.slice('lake/'.length));
  }

  readonly objects: LakeObjects = {
    list: (bucket, prefix) => this.#list(bucket, prefix),
    read: (place) => this.#read(place),
    write: async ({ bucket, key }, body) => void this.files.set(`${bucket}/${key}`, Buffer.from(body)),
    copy: async (bucket, from, to) => void this.files.set(`${bucket}/${to}`, this.#at({ bucket, key: from })),
    removeAll: async (bucket, prefix, isMeant?) => {
      const places = this.#below(`${bucket}/${prefix}`).map(([place]) => place);
      const meant = places.filter((place) => isMeant?.(place.slice(bucket.length + 1)) ?? true);
      for (const place of meant) this.files.delete(place);
      return meant.length;
    },
  };

  readonly records: DatasetTable = {
    claim: async ({ ingestId, executionArn, fingerprint, now }) => {
      const row = this.rows.get(ingestId);
      const isOwn = row?.executionArn === executionArn || (row?.leaseUntil ?? 0) < seconds(now);
      const isFree = row === undefined || row.status === 'FAILED' || (row.status === 'RUNNING' && isOwn);
      const leaseUntil = seconds(now) + leaseSeconds;
      if (isFree)
        this.rows.set(ingestId, { ingestId, executionArn, fingerprint, status: 'RUNNING', leaseUntil });
      return isFree;
    },
    end: async ({ ingestId, executionArn, status, record, error, event }) => {
      const row = this.rows.get(ingestId);
      if (row?.executionArn !== executionArn) return false;
      if (row.status === 'FAILED' || row.status === 'PARKED') return row.status === status;
      this.rows.set(ingestId, { ...row, status, record, error, outbox: event, leaseUntil: 0 });
      return true;
    },
    read: async (ingestId) => this.rows.get(ingestId),
    clearOutbox: async ({ ingestId, eventId }) => {
      const row = this.rows.get(ingestId);
      if (row?.outbox?.eventId === eventId) this.rows.set(ingestId, { ...row, outbox: undefined });
    },
    waiting: async () => {
      const events = [...this.rows.values()].flatMap(({ outbox }) => outbox ?? []);
      return { events, next: undefined };
    },
    putWord: async (word, dataset) =>
      void this.words.set(`${word}/${dataset.database}.${dataset.table}`, dataset),
    datasetsOf: async (word) =>
      [...this.words].filter(([key]) => key.startsWith(`${word}/`)).map(([, dataset]) => dataset),
  };

  readonly catalogue: Catalogue = {
    partitionsOf: async ({ database, table, ingestId }) =>
      this.glue.partitionsOf(database, table, ingestId).map((values) => values.split('/')),
    withdraw: async (ingest) => {
      const { database, table, ingestId } = ingest;
      for (const values of this.glue.partitionsOf(database, table, ingestId)) {
        this.glue.table(database, table)?.partitions.delete(values);
      }
      this.glue.databases.get(rehearsalDatabase)?.delete(rehearsalTable(ingest));
    },
  };

  readonly mapStorage: MapStorage = {
    read: (place) => JSON.parse(Buffer.from(this.files.get(place) ?? '[]').toString('utf8')),
    write: (place, body) => void this.files.set(place, Buffer.from(body)),
  };

  #below(prefix: string): readonly (readonly [string, Uint8Array])[] {
    const found = [...this.files].filter(([place]) => place.startsWith(prefix));
    return found.toSorted(([one], [other]) => (one < other ? -1 : 1));
  }

  async *#list(bucket: string, prefix: string): ReturnType<LakeObjects['list']> {
    for (const [place, body] of this.#below(`${bucket}/${prefix}`)) {
      yield { bucket, key: place.slice(bucket.length + 1), etag: etagOf(body), bytes: body.length };
    }
  }

  async *#read({
    etag,
    range,
    ...place
  }: Parameters<LakeObjects['read']>[0]): ReturnType<LakeObjects['read']> {
    const body = this.#at(place);
    if (etag !== undefined && etag !== etagOf(body)) throw new TaskError('SourceChanged', 'It is another.');
    yield range === undefined ? body : body.subarray(...range);
  }

  #at({ bucket, key }: ObjectPlace): Uint8Array {
    const body = this.files.get(`${bucket}/${key}`);
    if (body === undefined) throw new TaskError('SourceMissing', `There is no object ${key}.`);
    return body;
  }
}

const folder = 'workflows/samples/deliveries';
let delivered: readonly (readonly [string, Uint8Array])[] | undefined;

/** The samples as they lie in their bucket, read once. */
function deliveries() {
  const entries = () => readdirSync(folder, { recursive: true, withFileTypes: true });
  delivered ??= entries()
    .filter((entry) => entry.isFile())
    .map((file) => join(file.parentPath, file.name))
    .map((path) => [`stateyard-deliveries${path.slice(folder.length)}`, readFileSync(path)]);
  return delivered;
}

const rowsByBody = new WeakMap<Uint8Array, number>();

function rowsOf(body: Uint8Array): number {
  const rows = rowsByBody.get(body) ?? gunzipSync(body).toString('utf8').split('\n').length - 1;
  rowsByBody.set(body, rows);
  return rows;
}

function etagOf(body: Uint8Array): string {
  return createHash('md5').update(body).digest('hex');
}

function seconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
