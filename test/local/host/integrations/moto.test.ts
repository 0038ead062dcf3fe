import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Json } from '../../../../asl/json.ts';
import { lastReport, serviceTask } from '../task-run.ts';

/**
 * Services that no stand-in has, at a moto server (docs.getmoto.org). It is a program of its own, so where it is not
 * installed these tests are skipped.
 */
const installed = spawnSync('moto_server', ['--help']).status === 0;
if (!installed) console.warn('moto_server is not installed: its tests are skipped');

let moto: ChildProcess;
let url: string;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** It says on stderr when it listens. */
async function startMoto(): Promise<void> {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  moto = spawn('moto_server', ['-p', String(port), '-H', '127.0.0.1'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await new Promise<void>((resolve) => {
    moto.stderr?.on('data', (said: Buffer) => {
      if (said.toString().includes('Running on')) resolve();
    });
  });
}

const call = (resource: string, parameters: Json) =>
  lastReport(serviceTask(resource, parameters), { endpoints: { everyService: url, byService: {} } });

(installed ? describe : describe.skip)('services at a moto server', () => {
  beforeAll(startMoto, 30_000);

  afterAll(async () => {
    const gone = new Promise((resolve) => moto.once('exit', resolve));
    moto.kill();
    await gone;
  });

  test('takes events', async () => {
    const Entries = [{ Source: 'shop', DetailType: 'Paid', Detail: { order: 7 } }];
    expect(await call('events:putEvents', { Entries })).toEqual({
      type: 'succeeded',
      output: { Entries: [{ EventId: expect.any(String) }], FailedEntryCount: 0 },
    });
  });

  test('names the errors of any service as the second Java SDK does', async () => {
    expect(await call('aws-sdk:organizations:describeOrganization', {})).toMatchObject({
      type: 'failed',
      error: 'Organizations.AwsOrganizationsNotInUseException',
      cause: expect.stringContaining('(Service: Organizations, Status Code: 400, Request ID: '),
    });
  });

  test('gives dates as texts', async () => {
    const organization = await call('aws-sdk:organizations:createOrganization', { FeatureSet: 'ALL' });
    const accounts = await call('aws-sdk:organizations:listAccounts', {});
    expect([organization, accounts]).toMatchObject([
      { output: { Organization: { FeatureSet: 'ALL' } } },
      {
        output: { Accounts: [{ JoinedTimestamp: expect.stringMatching(/^20\d\d-.*Z$/), Status: 'ACTIVE' }] },
      },
    ]);
  });

  test('fails with the base exception when the response cannot be read', async () => {
    const report = await call('dynamodb:putItem', { TableName: 'orders', Item: null });
    expect(report).toMatchObject({ type: 'failed', error: 'DynamoDB.AmazonDynamoDBException' });
  });
});
