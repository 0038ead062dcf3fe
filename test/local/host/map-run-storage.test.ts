import { gzipSync } from 'node:zlib';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Json } from '../../../asl/json.ts';
import type { Dataset } from '../../../local/engine/map-run/dataset.ts';
import type { ItemPages, MapRunStorage } from '../../../local/engine/ports.ts';
import type { ItemReading } from '../../../local/engine/signal.ts';
import { createMapRunStorage } from '../../../local/host/map-run-storage.ts';
import { type StandIns, startStandIns } from '../../../local/host/stand-ins.ts';

/** Against the stand-in for S3, through the SDK: what is read and written is what S3 would be asked. */
let standIns: StandIns;
let client: S3Client;
let storage: MapRunStorage;

beforeAll(async () => {
  standIns = await startStandIns();
  const endpoint = standIns.endpoints.byService['s3'] ?? '';
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials });
  storage = createMapRunStorage({ endpoints: standIns.endpoints, environment: {}, region: 'us-east-1' });
  await client.send(new CreateBucketCommand({ Bucket: 'data' }));
});

afterAll(async () => {
  client.destroy();
  await standIns.close();
});

async function put(Key: string, Body: string | Uint8Array): Promise<void> {
  await client.send(new PutObjectCommand({ Bucket: 'data', Key, Body }));
}

const next = (pages: ItemPages) => new Promise<ItemReading>((resolve) => pages.next(resolve));

/** All items and their sources, or why they cannot be read. */
async function read(Key: string, config: Dataset['config'], action: Dataset['action'] = 'getObject') {
  const parameters: Json = action === 'getObject' ? { Bucket: 'data', Key } : { Bucket: 'data', Prefix: Key };
  const pages = storage.read({ action, parameters, config });
  const items: Json[] = [];
  const sources = new Set<string>();
  for (;;) {
    const reading = await next(pages);
    if (reading.type === 'failed') return { cause: reading.cause };
    if (reading.page.isLast) return { items, sources: [...sources] };
    items.push(...reading.page.items);
    sources.add(reading.page.source);
  }
}

describe('an S3 object', () => {
  test('gives the rows of a CSV file, lacking values empty', async () => {
    await put('one.csv', 'id,name\n1,Ada\n2\n3,Cleo,more\n');
    expect(await read('one.csv', { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' })).toEqual({
      items: [
        { id: '1', name: 'Ada' },
        { id: '2', name: '' },
        { id: '3', name: 'Cleo' },
      ],
      sources: ['S3://data/one.csv'],
    });
  });

  test('gives the rows of a CSV file under given headers', async () => {
    await put('two.csv', '1|Ada\n');
    const config = {
      InputType: 'CSV',
      CSVHeaderLocation: 'GIVEN',
      CSVHeaders: ['id', 'name'],
      CSVDelimiter: 'PIPE',
    } as const;
    expect(await read('two.csv', config)).toMatchObject({ items: [{ id: '1', name: 'Ada' }] });
  });

  test('refuses a CSV header of more than 10 KiB', async () => {
    await put('wide.csv', `${'x'.repeat(10_241)},y\n1,2\n`);
    const { cause } = await read('wide.csv', { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' });
    expect(cause).toMatch(/more than 10240 bytes/);
  });

  test('gives the items of JSON and of JSON Lines', async () => {
    await put('a.json', '{"orders":[1,2]}');
    await put('a.jsonl', '{"id":1}\n{"id":2}\n');
    expect(await read('a.json', { InputType: 'JSON', ItemsPointer: '/orders' })).toMatchObject({
      items: [1, 2],
    });
    expect(await read('a.jsonl', { InputType: 'JSONL' })).toMatchObject({ items: [{ id: 1 }, { id: 2 }] });
  });

  test('gives the rows of a Parquet file', async () => {
    await put('a.parquet', Buffer.from(parquetFile, 'base64'));
    expect(await read('a.parquet', { InputType: 'PARQUET' })).toMatchObject({
      items: [
        { name: 'harbour', count: 1, ratio: 0.5 },
        { name: 'station', count: 2, ratio: null },
        { name: 'river', count: 3, ratio: 1.5 },
      ],
    });
  });

  test.each([
    ['that is missing', 'none.json', /The specified key does not exist.*Status Code: 404/],
    ['that is no Parquet', 'a.json', /The dataset cannot be read/],
  ])('says why one %s cannot be read', async (_what, key, cause) => {
    expect(await read(key, { InputType: 'PARQUET' })).toEqual({ cause: expect.stringMatching(cause) });
  });
});

describe('a manifest', () => {
  test('of S3 Inventory gives the rows of its files', async () => {
    await put('inventory/1.csv.gz', gzipSync('"data","a.json","12"\n'));
    const manifest = {
      sourceBucket: 'data',
      destinationBucket: 'arn:aws:s3:::data',
      fileFormat: 'CSV',
      fileSchema: 'Bucket, Key, Size',
      files: [{ key: 'inventory/1.csv.gz' }],
    };
    await put('manifest.json', JSON.stringify(manifest));
    expect(await read('manifest.json', { InputType: 'MANIFEST' })).toEqual({
      items: [{ Bucket: 'data', Key: 'a.json', Size: '12' }],
      sources: ['S3://data/inventory/1.csv.gz'],
    });
  });

  test('of Athena gives the items of its files', async () => {
    await put('athena/1.jsonl', '{"id":1}\n');
    await put('athena/2.jsonl', '{"id":2}\n');
    await put('athena-manifest.csv', 's3://data/athena/1.jsonl\ns3://data/athena/2.jsonl\n');
    const config = { InputType: 'JSONL', ManifestType: 'ATHENA_DATA' } as const;
    expect(await read('athena-manifest.csv', config)).toMatchObject({ items: [{ id: 1 }, { id: 2 }] });
  });
});

describe('a listing', () => {
  beforeAll(async () => {
    await put('list/', new Uint8Array());
    await put('list/1.jsonl', '1\n');
    await put('list/2.jsonl', '2\n');
  });

  test('gives the objects under a prefix', async () => {
    const { items, sources } = await read('list/', {}, 'listObjectsV2');
    expect(items?.slice(1)).toEqual(
      ['list/1.jsonl', 'list/2.jsonl'].map((Key) => ({
        Etag: expect.stringMatching(/^".*"$/),
        Key,
        LastModified: expect.any(Number),
        Size: 2,
        StorageClass: 'STANDARD',
      })),
    );
    expect(sources).toEqual(['S3://data']);
  });

  test('gives what the objects contain when it loads and flattens', async () => {
    const config = { InputType: 'JSONL', Transformation: 'LOAD_AND_FLATTEN' } as const;
    expect(await read('list/', config, 'listObjectsV2')).toEqual({
      items: [1, 2],
      sources: ['S3://data/list/1.jsonl', 'S3://data/list/2.jsonl'],
    });
  });
});

describe('a result file', () => {
  const file = { bucket: 'data', key: 'out/SUCCEEDED_0.json', body: '[1]', executionCount: 1, itemCount: 1 };

  test('is an object of its key', async () => {
    const cause = await new Promise((resolve) => storage.write(file, resolve));
    const { Body } = await client.send(new GetObjectCommand({ Bucket: 'data', Key: file.key }));
    expect([cause, await Body?.transformToString()]).toEqual([undefined, '[1]']);
  });

  test('says why it cannot be written', async () => {
    const cause = await new Promise((resolve) => storage.write({ ...file, bucket: 'nowhere' }, resolve));
    expect(cause).toMatch(/bucket does not exist/i);
  });
});

/** Three rows in two row groups: name, count, ratio. */
const parquetFile =
  'UEFSMRUGFTAVNFwVBBUAFQQVABUEFQAAAAMDFlQHAAAAaGFyYm91cgcAAABzdGF0aW9uFQYVJBUoXBUEFQAVBBUAFQQVAAAAAwMQPAEAAAAAAAAAAgAAAAAAAAAVBhUUFRhcFQQVAhUEFQAVBBUAAAADAQgcAAAAAAAA4D8VBhUWFRpcFQIVABUCFQAVBBUAAAADAQkgBQAAAHJpdmVyFQYVFBUYXBUCFQAVAhUAFQQVAAAAAwEIHAMAAAAAAAAAFQYVFBUYXBUCFQAVAhUAFQQVAAAAAwEIHAAAAAAAAPg/FQQZTEgEcm9vdBUGABUMJQIYBG5hbWUlAAAVBCUCGAVjb3VudAAVCiUCGAVyYXRpbwAWBhksGTwmCBwVDBkVABkYBG5hbWUVAhYEFloWXiYIPDYAKAdzdGF0aW9uGAdoYXJib3VyABkcFQYVABUCAAAAJmYcFQQZFQAZGAVjb3VudBUCFgQWThZSJmY8NgAoCAIAAAAAAAAAGAgBAAAAAAAAAAAZHBUGFQAVAgAAACa4ARwVChkVABkYBXJhdGlvFQIWBBY+FkImuAE8NgIoCAAAAAAAAOA/GAgAAAAAAADgPzYAABkcFQYVABUCAAAAFuYBFgQ28gEAGTwm+gEcFQwZFQAZGARuYW1lFQIWAhZAFkQm+gE8NgAoBXJpdmVyGAVyaXZlcgAZHBUGFQAVAgAAACa+AhwVBBkVABkYBWNvdW50FQIWAhY+FkImvgI8NgAoCAMAAAAAAAAAGAgDAAAAAAAAAAAZHBUGFQAVAgAAACaAAxwVChkVABkYBXJhdGlvFQIWAhY+FkImgAM8NgAoCAAAAAAAAPg/GAgAAAAAAAD4PzYAABkcFQYVABUCAAAAFrwBFgI2yAEAKAloeXBhcnF1ZXQZPBwAABwAABwAAADTAQAAUEFSMQ==';
