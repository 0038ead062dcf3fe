import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { env } from 'node:process';
import { createInterface } from 'node:readline';
import { SFN } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { emit } from '../../asl/builder/emit/emit.ts';
import type { Workflow } from '../../asl/builder/workflow.ts';
import type { Json } from '../../asl/json.ts';
import { startLambdaServer } from '../../local/cli/dev/lambda-server.ts';
import { uploadPhoto } from '../../local/cli/dev/photo-storage.ts';
import { findSample } from '../../local/cli/samples.ts';
import { startServer } from '../../local/cli/serve.ts';
import type { HttpRequest, HttpResponse } from '../../local/host/http-message.ts';
import { type HttpServer, listen } from '../../local/host/http-server.ts';
import { moveTo } from '../../tasks/account/cloud.ts';
import { accountProvisioning } from '../../workflows/account-provisioning.ts';
import { checkout } from '../../workflows/checkout.ts';
import { dataLakeIngest } from '../../workflows/data-lake-ingest.ts';
import { imageRecognition } from '../../workflows/image-recognition.ts';
import { streamBatch } from '../../workflows/stream-batch.ts';
import { CloudInMemory } from '../support/cloud-in-memory.ts';

/**
 * The JSONPath emission of each shipped workflow, on our engine and on moto's interpreter, a program of its own, against
 * the same `stateyard lambda`. The outputs must be the same.
 */
const hasMoto = spawnSync('python3', ['-c', 'import moto.stepfunctions, boto3']).status === 0;
if (!hasMoto)
  process.stdout.write('skipped: moto is not installed, on whose interpreter workflows would run\n');

const place = { region: 'us-east-1', accountId: '123456789012' };
const somewhere = { port: 0, host: '127.0.0.1' };

interface Shipped {
  readonly workflow: Workflow;
  /** The same every time. */
  readonly input: () => string | Promise<string>;
}

const shipped: readonly Shipped[] = [
  {
    workflow: imageRecognition,
    input: async () =>
      JSON.stringify(
        await uploadPhoto('badge.png', readFileSync('workflows/samples/images/badge with spaces+plus.png')),
      ),
  },
  { workflow: checkout, input: () => findSample('Checkout', 'confirmed').input },
  { workflow: streamBatch, input: () => findSample('StreamBatch', 'not-json').input },
  { workflow: accountProvisioning, input: () => findSample('AccountProvisioning', 'direct-connect').input },
  {
    workflow: dataLakeIngest,
    input: () => findSample('DataLakeIngest', 'published').input.replace('<new>', '1'),
  },
];

/** What the engines ask by themselves, of services that have no stand-in. */
const answers: { readonly [operation: string]: (asked: object) => object } = {
  DetectLabels: () => recorded('ALandscape'),
  DetectModerationLabels: () => recorded('NothingUnsafe'),
  DescribeCreateAccountStatus: (asked) =>
    cloud.aws.answer('DescribeCreateAccountStatusCommand', asked, { accountId: '', region: '' }),
  GetPartitions: () => ({ Partitions: [] }),
  StartQueryExecution: () => ({ QueryExecutionId: 'query' }),
  GetQueryExecution: () => ({
    QueryExecution: { QueryExecutionId: 'query', Status: { State: 'SUCCEEDED' } },
  }),
  GetQueryResults: () => ({ ResultSet: { Rows: [{ Data: [{}] }, { Data: [{ VarCharValue: 'true' }] }] } }),
};

function recorded(response: string): object {
  const { MockedResponses } = JSON.parse(readFileSync('workflows/image-recognition.mock.json', 'utf8')) as {
    readonly MockedResponses: { readonly [name: string]: { readonly 0: { readonly Return: object } } };
  };
  return MockedResponses[response]?.[0].Return ?? {};
}

interface Outcome {
  readonly status?: string | undefined;
  readonly output?: string | undefined;
  readonly cause?: string | null | undefined;
}

interface Started {
  readonly name: string;
  readonly definition: string;
  readonly input: string;
  /** Where the engine finds Lambda and Rekognition. */
  readonly environment: { readonly [variable: string]: string };
}

let services: HttpServer;
/** One process for all executions, since it takes seconds to begin. */
let moto: ChildProcessWithoutNullStreams | undefined;
let outcomes: AsyncIterator<string> | undefined;
let complaint = '';
/** Where the tasks of AccountProvisioning make their accounts. */
let cloud: CloudInMemory;

beforeAll(async () => {
  services = await listen({ ...somewhere, handle: answerOf, requestBytesMax: 1_000_000 });
  if (!hasMoto) return;
  moto = spawn('python3', ['test/workflows/moto-execution.py']);
  moto.stderr.on('data', (text) => (complaint += String(text)));
  outcomes = createInterface({ input: moto.stdout })[Symbol.asyncIterator]();
});

afterAll(async () => {
  moveTo();
  moto?.kill();
  await services.close();
});

function answerOf({ headers, body }: HttpRequest): HttpResponse {
  const operation = String(headers['x-amz-target']).split('.').at(-1) ?? '';
  const answer = answers[operation]?.(JSON.parse(body) as object) ?? {};
  return {
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify(answer),
  };
}

/** The functions have a new world around them each time, in which nothing has happened yet. */
async function outcomeOn(
  engine: (started: Started) => Promise<Outcome>,
  { workflow, input: makeInput }: Shipped,
): Promise<unknown> {
  const given = { ...env };
  const options = { ...somewhere, ...place, environment: {}, workflows: [workflow], logFile: '/dev/null' };
  const lambda = await startLambdaServer(options);
  cloud = new CloudInMemory();
  moveTo(cloud);
  try {
    const environment = {
      AWS_ENDPOINT_URL_LAMBDA: lambda.url,
      AWS_ENDPOINT_URL_S3: env['AWS_ENDPOINT_URL_S3'] ?? '',
      AWS_ENDPOINT_URL_REKOGNITION: services.url,
      AWS_ENDPOINT_URL_ORGANIZATIONS: services.url,
      AWS_ENDPOINT_URL_GLUE: services.url,
      AWS_ENDPOINT_URL_ATHENA: services.url,
    };
    const input = await makeInput();
    const definition = boundDefinition(workflow);
    const { status, output, cause } = await engine({ name: workflow.name, definition, input, environment });
    return { status, output: JSON.parse(output ?? 'null') as Json, cause: cause ?? '' };
  } finally {
    await lambda.close();
    for (const name of Object.keys(env)) if (!(name in given)) delete env[name];
  }
}

function boundDefinition(workflow: Workflow): string {
  const functions = `arn:aws:lambda:${place.region}:${place.accountId}:function:`;
  return JSON.stringify(emit(workflow, { queryLanguage: 'JSONPath' })).replaceAll(
    /\$\{(\w+)\}/g,
    `${functions}$1`,
  );
}

async function onOurs({ name, definition, input, environment }: Started): Promise<Outcome> {
  const server = await startServer({
    ...somewhere,
    ...place,
    waitTimeScale: 1,
    virtualTime: true,
    mockConfigPath: undefined,
    environment,
  });
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  const client = new SFN({ endpoint: server.url, region: place.region, credentials });
  try {
    const roleArn = `arn:aws:iam::${place.accountId}:role/states`;
    const { stateMachineArn } = await client.createStateMachine({ name, definition, roleArn });
    const { executionArn = '' } = await client.startExecution({ stateMachineArn, input });
    await new Promise<void>((resolve) => {
      const execution = server.engine.findExecution(executionArn)?.execution;
      if (execution !== undefined) server.engine.whenEnded(execution, resolve);
    });
    return await client.describeExecution({ executionArn });
  } finally {
    client.destroy();
    await server.close();
  }
}

async function onMoto(started: Started): Promise<Outcome> {
  moto?.stdin.write(`${JSON.stringify(started)}\n`);
  const { value, done } = (await outcomes?.next()) ?? { done: true };
  if (done === true) throw new Error(`moto's interpreter has ended: ${complaint}`);
  return JSON.parse(value) as Outcome;
}

(hasMoto ? test : test.skip).each(shipped)(
  '$workflow.name ends alike on an independent engine',
  async (one) => {
    const ours = await outcomeOn(onOurs, one);
    expect(ours).toMatchObject({ status: 'SUCCEEDED', cause: '' });
    expect(await outcomeOn(onMoto, one)).toEqual(ours);
  },
  120_000,
);
