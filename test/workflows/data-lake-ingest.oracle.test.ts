import { GetPartitionsCommand, GetTablesCommand } from '@aws-sdk/client-glue';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findSample, inputOf } from '../../local/cli/samples.ts';
import { glue } from '../../tasks/aws/clients.ts';
import { rehearsalDatabase } from '../../tasks/lake/catalogue.ts';
import { lake } from '../../tasks/lake/lake.ts';
import { dataLakeIngest } from '../../workflows/data-lake-ingest.ts';
import { servedAtMoto, type ServedAtMoto } from '../support/dev-served.ts';
import { hasMoto } from '../support/moto.ts';

/** The whole of it against moto: S3, DynamoDB, SNS, Glue and Athena are asked over the wire, and nothing is mocked. */
if (!hasMoto) process.stdout.write('skipped: moto is not installed, in whose cloud the lake would be\n');

let served: ServedAtMoto;

beforeAll(async () => {
  if (hasMoto) served = await servedAtMoto({ workflows: [dataLakeIngest] });
}, 60_000);

afterAll(() => served?.close());

const sample = (name: string) => JSON.parse(inputOf(findSample('DataLakeIngest', name)));

const execute = (input: object) => served.execute('DataLakeIngest', input);

/** Moto runs no SQL: it answers the next query with what it was given before. */
async function letAthenaFind(answer: 'true' | 'false'): Promise<void> {
  const rows = ['_col0', answer].map((VarCharValue) => ({ Data: [{ VarCharValue }] }));
  await fetch(`${served.motoUrl}/moto-api/static/athena/query-results`, {
    method: 'POST',
    body: JSON.stringify({ results: [{ rows, column_info: [] }] }),
  });
}

async function partitionsOf(TableName: string, ingestId: string) {
  const Expression = `ingest = '${ingestId}'`;
  const asked = new GetPartitionsCommand({ DatabaseName: 'sales', TableName, Expression });
  return (await glue().send(asked)).Partitions ?? [];
}

async function keysBelow(prefix: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const { key } of lake().objects.list('stateyard-lake', prefix)) keys.push(key);
  return keys;
}

async function rehearsals() {
  const { TableList = [] } = await glue().send(new GetTablesCommand({ DatabaseName: rehearsalDatabase }));
  return TableList;
}

const whenMoto = hasMoto ? test : test.skip;
const patienceMs = 60_000;

whenMoto(
  'withdraws everything where Athena does not find all rows',
  async () => {
    await letAthenaFind('false');
    const before = await keysBelow('');
    expect(await execute(sample('published'))).toMatchObject({ status: 'FAILED', error: 'RehearsalFailed' });
    expect(await keysBelow('')).toEqual(before);
    expect(await rehearsals()).toEqual([]);
  },
  patienceMs,
);

whenMoto(
  'refuses other columns under the name of a table that is there',
  async () => {
    await letAthenaFind('true');
    await execute(sample('published'));
    await letAthenaFind('true');
    const input = sample('published');
    const columns = input.columns.map((column: { readonly name: string }) =>
      column.name === 'quantity' ? { ...column, type: 'double' } : column,
    );
    expect(await execute({ ...input, columns })).toMatchObject({ status: 'FAILED', error: 'SchemaConflict' });
  },
  patienceMs,
);

whenMoto(
  'publishes partitions that name their files',
  async () => {
    await letAthenaFind('true');
    const { status, mocked, output } = await execute(sample('published'));
    expect({ status, mocked }).toEqual({ status: 'SUCCEEDED', mocked: [] });
    const partitions = await partitionsOf('orders', output.ingestId);
    expect(new Set(partitions.map(({ Values = [] }) => Values[0]))).toEqual(
      new Set(['2026-11-01', '2026-11-02', '2026-11-03']),
    );
    const [location = ''] = partitions.map(({ StorageDescriptor }) => StorageDescriptor?.Location ?? '');
    expect(await keysBelow(location.slice('s3://stateyard-lake/'.length))).not.toEqual([]);
    expect(await keysBelow('staging/')).toEqual([]);
    expect(await rehearsals()).toEqual([]);
  },
  patienceMs,
);
