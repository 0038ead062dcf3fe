import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
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
import { checkout } from '../../workflows/checkout.ts';
import { imageRecognition } from '../../workflows/image-recognition.ts';
import { run } from '../support/run.ts';

/**
 * The JSONPath emission of each shipped workflow, on our engine and on moto's interpreter, a program of its own, against
 * the same `stateyard lambda`. The outputs must be the same.
 */
const hasMoto = spawnSync('python3', ['-c', 'import moto.stepfunctions, boto3']).status === 0;
if (!hasMoto)
  process.stdout.write('skipped: moto is not installed, on whose interpreter workflows would run\n');

const place = { region: 'us-east-1', accountId: '123456789012' };
const somewhere = { port: 0, host: '127.0.0.1' };

/** Each with an input that is the same every time. */
const shipped: readonly (readonly [string, Workflow, () => Promise<string>])[] = [
  ['ImageRecognition', imageRecognition, async () => JSON.stringify(await uploadPhoto('icon.png', icon))],
  ['Checkout', checkout, async () => findSample('Checkout', 'confirmed').input],
];
const icon = readFileSync('workflows/samples/images/favicon.png');

interface Outcome {
  readonly status?: string | undefined;
  readonly output?: string | undefined;
}

interface Started {
  readonly name: string;
  readonly definition: string;
  readonly input: string;
  /** Where the engine finds Lambda and Rekognition. */
  readonly environment: { readonly [variable: string]: string };
}

let rekognition: HttpServer;

beforeAll(async () => {
  rekognition = await listen({ ...somewhere, handle: recognize, requestBytesMax: 1_000_000 });
});

afterAll(() => rekognition.close());

/** Answers whoever asks as the shipped recording does. */
function recognize({ headers }: HttpRequest): HttpResponse {
  const { MockedResponses } = JSON.parse(readFileSync('workflows/image-recognition.mock.json', 'utf8')) as {
    readonly MockedResponses: { readonly [name: string]: { readonly 0: { readonly Return: Json } } };
  };
  const asksForLabels = String(headers['x-amz-target']).endsWith('.DetectLabels');
  const answer = MockedResponses[asksForLabels ? 'ALandscape' : 'NothingUnsafe']?.[0].Return;
  return {
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify(answer),
  };
}

/** The functions have a new world around them each time, in which nothing has happened yet. */
async function outcomeOn(
  engine: (started: Started) => Promise<Outcome>,
  workflow: Workflow,
  makeInput: () => Promise<string>,
): Promise<unknown> {
  const options = { ...somewhere, ...place, environment: {}, workflows: [workflow], logFile: '/dev/null' };
  const lambda = await startLambdaServer(options);
  try {
    const environment = {
      AWS_ENDPOINT_URL_LAMBDA: lambda.url,
      AWS_ENDPOINT_URL_REKOGNITION: rekognition.url,
    };
    const input = await makeInput();
    const definition = boundDefinition(workflow);
    const { status, output } = await engine({ name: workflow.name, definition, input, environment });
    return { status, output: JSON.parse(output ?? 'null') as Json };
  } finally {
    await lambda.close();
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

async function onMoto({ environment, ...started }: Started): Promise<Outcome> {
  const input = JSON.stringify(started);
  const ran = await run('python3', ['test/workflows/moto-execution.py'], { environment, input });
  if (ran.code !== 0) throw new Error(ran.stderr);
  return JSON.parse(ran.stdout) as Outcome;
}

(hasMoto ? test : test.skip).each(shipped)(
  '%s ends alike on an independent engine',
  async (_name, workflow, makeInput) => {
    const ours = await outcomeOn(onOurs, workflow, makeInput);
    expect(ours).toMatchObject({ status: 'SUCCEEDED' });
    expect(await outcomeOn(onMoto, workflow, makeInput)).toEqual(ours);
  },
  120_000,
);
