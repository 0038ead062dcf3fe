import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Json } from '../../../../asl/json.ts';
import { hastyClock, lastReport, reportsOfJob, serviceTask } from '../task-run.ts';

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

const output = async (resource: string, parameters: Json): Promise<Json> => {
  const report = await call(resource, parameters);
  if (report?.type !== 'succeeded') throw new Error(`${resource} ${JSON.stringify(report)}`);
  return report.output;
};

const job = async (resource: string, parameters: Json) => {
  const setting = { endpoints: { everyService: url, byService: {} }, clock: hastyClock };
  const reports = await reportsOfJob(serviceTask(resource, parameters), setting);
  return reports.slice(1);
};

/** moto's own settings, which are no service of AWS. */
const configure = (path: string, setting: Json) =>
  fetch(`${url}/moto-api/${path}`, { method: 'POST', body: JSON.stringify(setting) });

/** IAM has no client here; moto tells services apart by the signature's scope. */
function createRole(name: string): Promise<Response> {
  const scope = 'Credential=any/20260101/us-east-1/iam/aws4_request';
  return fetch(url, {
    method: 'POST',
    headers: { Authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=none` },
    body: new URLSearchParams({ Action: 'CreateRole', RoleName: name, AssumeRolePolicyDocument: '{}' }),
  });
}

const whereInstalled = installed ? describe : describe.skip;

beforeAll(async () => {
  if (installed) await startMoto();
}, 30_000);

afterAll(async () => {
  if (!installed) return;
  const gone = new Promise((resolve) => moto.once('exit', resolve));
  moto.kill();
  await gone;
});

whereInstalled('services at a moto server', () => {
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

whereInstalled('jobs at a moto server', () => {
  test('of Glue succeed with the run', async () => {
    const Command = { Name: 'glueetl', ScriptLocation: 's3://scripts/nightly.py' };
    await output('aws-sdk:glue:createJob', { Name: 'nightly', Role: 'any', Command });
    expect(
      await job('glue:startJobRun.sync', { JobName: 'nightly', Arguments: { '--day': '1' } }),
    ).toMatchObject([
      { type: 'submitted', output: { JobRunId: expect.any(String) } },
      {
        type: 'succeeded',
        output: { JobName: 'nightly', JobRunState: 'SUCCEEDED', StartedOn: expect.any(Number) },
      },
    ]);
  });

  test('of Glue that there are not fail to be submitted', async () => {
    expect(await job('glue:startJobRun.sync', { JobName: 'none' })).toMatchObject([
      { type: 'submitFailed', error: 'Glue.EntityNotFoundException' },
    ]);
  });

  test('of Athena succeed with the query', async () => {
    const ResultConfiguration = { OutputLocation: 's3://results/' };
    const query = { QueryString: 'SELECT 1', ResultConfiguration };
    expect(await job('athena:startQueryExecution.sync', query)).toMatchObject([
      { type: 'submitted' },
      {
        type: 'succeeded',
        output: { QueryExecution: { Query: 'SELECT 1', Status: { State: 'SUCCEEDED' } } },
      },
    ]);
  });

  test('of Batch succeed with the job', async () => {
    await configure('config', { batch: { use_docker: false } });
    await createRole('batch');
    await output('aws-sdk:batch:createComputeEnvironment', {
      ComputeEnvironmentName: 'any',
      Type: 'UNMANAGED',
      ServiceRole: 'arn:aws:iam::123456789012:role/batch',
    });
    await output('aws-sdk:batch:createJobQueue', {
      JobQueueName: 'orders',
      Priority: 1,
      State: 'ENABLED',
      ComputeEnvironmentOrder: [{ Order: 1, ComputeEnvironment: 'any' }],
    });
    await output('aws-sdk:batch:registerJobDefinition', {
      JobDefinitionName: 'count',
      Type: 'container',
      ContainerProperties: { Image: 'busybox', Vcpus: 1, Memory: 128 },
    });
    const request = { JobName: 'one', JobQueue: 'orders', JobDefinition: 'count' };
    expect(await job('batch:submitJob.sync', request)).toMatchObject([
      { type: 'submitted', output: { JobName: 'one' } },
      { type: 'succeeded', output: { JobName: 'one', Status: 'SUCCEEDED' } },
    ]);
  });

  test('of ECS succeed with the task once it has stopped', async () => {
    await configure('state-manager/set-transition', {
      model_name: 'ecs::task',
      transition: { progression: 'manual', times: 1 },
    });
    await output('aws-sdk:ecs:createCluster', { ClusterName: 'shop' });
    await output('aws-sdk:ecs:registerTaskDefinition', {
      Family: 'app',
      ContainerDefinitions: [{ Name: 'app', Image: 'busybox', Cpu: 1, Memory: 128 }],
    });
    const request = { Cluster: 'shop', TaskDefinition: 'app', LaunchType: 'FARGATE' };
    expect(await job('ecs:runTask.sync', request)).toMatchObject([
      { type: 'submitted', output: { Tasks: [{ LastStatus: 'RUNNING' }] } },
      { type: 'succeeded', output: { LastStatus: 'STOPPED', Containers: [{ ExitCode: 0 }] } },
    ]);
  });
});
