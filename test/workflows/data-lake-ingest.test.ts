import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { emit } from '../../asl/builder/emit/emit.ts';
import type { TaskState } from '../../asl/definition.ts';
import { validate } from '../../asl/validate/validate.ts';
import { upload } from '../../local/cli/dev/upload.ts';
import { findSample, inputOf } from '../../local/cli/samples.ts';
import { ingestIdOf } from '../../tasks/lake/dataset-submission.ts';
import { lake } from '../../tasks/lake/lake.ts';
import { readText } from '../../tasks/lake/object-json.ts';
import { searchDatasets } from '../../tasks/lake/search-datasets.ts';
import { dataLakeIngest } from '../../workflows/data-lake-ingest.ts';
import { type DevServed, devServed } from '../support/dev-served.ts';

/** The workflow as it is emitted, on the engine, over the API, with stand-ins over the wire, in virtual time. */

const definition = emit(dataLakeIngest);
let served: DevServed;

beforeAll(async () => {
  served = await devServed();
}, 30_000);

afterAll(() => served.close());

const sample = (name: string) => JSON.parse(inputOf(findSample('DataLakeIngest', name)));

const start = (input: object, testCase?: string) => served.start('DataLakeIngest', input, testCase);
const execute = (input: object, testCase?: string) => served.execute('DataLakeIngest', input, testCase);

async function keysBelow(prefix = ''): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const { key } of lake().objects.list('stateyard-lake', prefix)) keys.push(key);
  return keys;
}

describe('definition', () => {
  const states = Object.entries(definition.States);
  const tasks = states.filter((entry): entry is [string, TaskState] => entry[1].Type === 'Task');

  test.each(['JSONata', 'JSONPath'] as const)('is without reproach in %s', (queryLanguage) => {
    expect(validate(emit(dataLakeIngest, { queryLanguage }))).toEqual([]);
  });

  test.each(tasks)('%s has a time limit and retries with a cap and full jitter', (_name, task) => {
    const { TimeoutSeconds, Retry = [] } = task;
    expect(TimeoutSeconds).toBeGreaterThan(0);
    expect(Retry.length).toBeGreaterThan(0);
    const careless = Retry.filter(
      (one) => one.JitterStrategy !== 'FULL' || one.MaxDelaySeconds === undefined,
    );
    expect(careless).toEqual([]);
  });

  test('publishes in the last state that can be undone', () => {
    const names = states.map(([name]) => name);
    expect(names.indexOf('PublishPartitions')).toBeGreaterThan(names.indexOf('AreAllRowsFound'));
  });
});

describe('samples', () => {
  test.each([
    ['published', { status: 'PUBLISHED', rows: 80, partitions: 3, files: { converted: 2, failed: 0 } }],
    ['json-lines', { status: 'PUBLISHED', rows: 24, partitions: 3 }],
    ['parquet', { status: 'PUBLISHED', rows: 3, partitions: 3 }],
    ['one-file-fails', { status: 'PUBLISHED', rows: 80, files: { converted: 2, failed: 1 } }],
    ['poor-quality', { status: 'QUARANTINED', because: 'Its quality is 0.7726; it has to be 0.95.' }],
    ['personal-data', { status: 'QUARANTINED', classification: 'CONFIDENTIAL' }],
  ])('%s ends well', async (name, output) => {
    expect(await execute(sample(name))).toMatchObject({ status: 'SUCCEEDED', output });
    expect(await keysBelow('staging/')).toEqual([]);
  });

  test.each([
    ['broken-row', 'BrokenRow', /Line 5: quantity is no bigint: many/],
    ['wrong-checksum', 'ChecksumMismatch', /SHA-256/],
    ['rows-missing', 'RehearsalFailed', /Athena does not find/],
    ['glue-refuses', 'Glue.AccessDeniedException', /BatchCreatePartition/],
    ['never-delivered', 'SourceMissing', /not delivered/],
  ])('%s fails with %s, and leaves nothing', async (name, error, cause) => {
    const before = await keysBelow();
    const ended = await execute(sample(name), findSample('DataLakeIngest', name).testCase);
    expect(ended).toMatchObject({ status: 'FAILED', error, cause: expect.stringMatching(cause) });
    expect(await keysBelow()).toEqual(before);
  });
});

test('writes rows by partition, without the column that names it', async () => {
  const { output } = await execute(sample('published'));
  const keys = await keysBelow('tables/sales/orders/day=2026-11-02/');
  const own = keys.filter((key) => key.includes(output.ingestId));
  expect(own).toHaveLength(2);
  const chunks: Uint8Array[] = [];
  const place = { bucket: 'stateyard-lake', key: own[0] ?? '' };
  for await (const chunk of lake().objects.read(place)) chunks.push(chunk);
  const [first = ''] = gunzipSync(Buffer.concat(chunks)).toString('utf8').split('\n');
  const row = JSON.parse(first);
  expect(Object.keys(row)).toEqual(['order_id', 'sku', 'quantity', 'unit_price', 'note']);
  expect(row).toMatchObject({ quantity: expect.any(Number), unit_price: expect.any(Number) });
});

test('puts poor rows aside with a report of the reasons', async () => {
  const { output } = await execute(sample('poor-quality'));
  const key = `quarantine/sales/orders/${output.ingestId}/report.json`;
  const report = await readText(lake().objects, { bucket: 'stateyard-lake', key });
  expect(JSON.parse(report)).toEqual(output);
});

describe('the same submission', () => {
  test.each(['published', 'poor-quality'])('gets the same answer again: %s', async (name) => {
    const input = sample(name);
    const first = await execute(input);
    const keys = await keysBelow();
    const { status, output } = await execute(input);
    expect({ status, output }).toEqual({ status: first.status, output: first.output });
    expect(await keysBelow()).toEqual(keys);
  });

  test('sent twenty times at once is ingested once', async () => {
    const input = sample('json-lines');
    const answers = await Promise.all(Array.from({ length: 20 }, () => execute(input)));
    const statuses = answers.map(({ output }) => output.status);
    expect(new Set(statuses)).toEqual(new Set(['PUBLISHED', 'IN_PROGRESS']));
    const keys = await keysBelow('tables/weather/readings/');
    expect(keys.filter((key) => key.includes(ingestIdOf(input)))).toHaveLength(3);
  });

  test('may be sent again after a failure, with a better file', async () => {
    const input = { ...sample('broken-row'), source: deliveryOf('again') };
    await deliver('again', 'order_id,day,sku,quantity,unit_price,note\n1,2026-11-01,mug\n');
    expect(await execute(input)).toMatchObject({ error: 'BrokenRow' });
    await deliver('again', manyRows(6));
    expect(await execute(input)).toMatchObject({ output: { status: 'PUBLISHED', rows: 6 } });
  });

  test('with other tags is refused', async () => {
    const input = sample('json-lines');
    await execute(input);
    const tags = { owner: 'Somebody else', classification: 'INTERNAL' };
    expect(await execute({ ...input, tags })).toMatchObject({ error: 'SubmissionIdReused' });
  });
});

test('is found by the words of its columns, once it is published', async () => {
  await execute({ ...sample('personal-data'), dataset: 'secrets' });
  await execute({ ...sample('json-lines'), dataset: 'temperatures' });
  const { datasets } = await searchDatasets({ query: 'Temperatures celsius' });
  expect(datasets).toMatchObject([{ database: 'weather', table: 'temperatures', owner: 'Grace Hopper' }]);
  expect(await searchDatasets({ query: 'secrets' })).toEqual({ datasets: [] });
});

const deliveryOf = (name: string) => ({ kind: 'object', uri: `s3://stateyard-deliveries/tests/${name}` });
const deliver = (name: string, body: string | Uint8Array) =>
  upload({ Bucket: 'stateyard-deliveries', Key: `tests/${name}` }, Buffer.from(body));
const header = 'order_id,day,sku,quantity,unit_price,note\n';
const manyRows = (count: number) =>
  header + Array.from({ length: count }, (_, index) => `${index},2026-11-01,mug,1,8.9,\n`).join('');

describe('a bad file leaves nothing behind', () => {
  test.each([
    ['a row with a field too few', `${header}1,2026-11-01,mug,1,8.9\n`, 'BrokenRow'],
    ['a row with a field too many', `${header}1,2026-11-01,mug,1,8.9,,\n`, 'BrokenRow'],
    [
      'a quote that is never closed',
      `${header}1,2026-11-01,"mug,1,8.9,\n2,2026-11-01,mug,1,8.9,\n`,
      'BrokenRow',
    ],
    ['a row of 300 KiB', `${header}1,2026-11-01,mug,1,8.9,${'x'.repeat(300 * 1024)}\n`, 'BrokenRow'],
    ['a day that there is not', `${header}1,2026-02-30,mug,1,8.9,\n`, 'BrokenRow'],
    ['a required value that is missing', `${header},2026-11-01,mug,1,8.9,\n`, 'BrokenRow'],
    ['a column that nobody declared', `colour,day\nred,2026-11-01\n`, 'SchemaMismatch'],
    ['a column twice', `day,day\n2026-11-01,2026-11-01\n`, 'SchemaMismatch'],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00, 0xd8]), 'UnreadableFile'],
    ['a header and no row', header, 'NoRows'],
    ['nothing at all', '', 'NoRows'],
  ])('%s', async (title, body, error) => {
    const name = title.replaceAll(' ', '-');
    await deliver(name, body);
    const before = await keysBelow();
    const input = { ...sample('broken-row'), source: deliveryOf(name) };
    expect(await execute(input)).toMatchObject({ status: 'FAILED', error });
    expect(await keysBelow()).toEqual(before);
  });

  test.each([
    ['JSONL', '{"order_id":"1"}\n{broken\n', 'BrokenRow'],
    ['JSONL', '[1, 2]\n', 'BrokenRow'],
    ['PARQUET', 'no parquet', 'UnreadableFile'],
  ])('%s: %s', async (format, body, error) => {
    await deliver('broken', body);
    const input = { ...sample('broken-row'), format, source: deliveryOf('broken') };
    expect(await execute(input)).toMatchObject({ status: 'FAILED', error });
    expect(await keysBelow('staging/')).toEqual([]);
  });

  test('a gzipped file that is cut off', async () => {
    await deliver('cut.csv.gz', Buffer.from('1f8b0800000000000003', 'hex'));
    const input = { ...sample('broken-row'), source: deliveryOf('cut.csv.gz') };
    expect(await execute(input)).toMatchObject({ status: 'FAILED', error: 'UnreadableFile' });
  });

  test('a manifest that is none', async () => {
    await deliver('manifest.json', '{"files": "all"}');
    const source = { ...deliveryOf('manifest.json'), kind: 'manifest' };
    const ended = await execute({ ...sample('broken-row'), source });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'InvalidManifest' });
  });
});

describe('a bad submission leaves nothing behind', () => {
  const good = sample('published');

  test.each([
    ['nothing at all', {}, 'InvalidInput'],
    ['a name that SQL would not take', { ...good, dataset: 'orders"; DROP' }, 'InvalidInput'],
    ['no owner', { ...good, tags: { classification: 'PUBLIC' } }, 'InvalidInput'],
    ['a partition column that is none', { ...good, partitionBy: 'month' }, 'InvalidSubmission'],
    ['a partition for each price', { ...good, partitionBy: 'unit_price' }, 'InvalidSubmission'],
    ['a column twice', { ...good, columns: [...good.columns, good.columns[0]] }, 'InvalidSubmission'],
    [
      'a rule about no column',
      { ...good, quality: { atLeast: 1, rules: [{ rule: 'unique', column: 'x' }] } },
      'InvalidSubmission',
    ],
    [
      'the lake itself as its source',
      { ...good, source: { kind: 'folder', uri: 's3://stateyard-lake/tables/' } },
      'SourceIsLake',
    ],
  ])('%s', async (_title, input, error) => {
    const before = await keysBelow();
    expect(await execute(input)).toMatchObject({ status: 'FAILED', error });
    expect(await lake().records.read(ingestIdOf(good))).toBeUndefined();
    expect(await keysBelow()).toEqual(before);
  });

  test('300 KiB are refused before anything starts', async () => {
    await expect(start({ ...good, description: 'x'.repeat(300 * 1024) })).rejects.toThrow(/262144/);
  });
});
