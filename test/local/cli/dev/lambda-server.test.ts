import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { defineTask } from '../../../../asl/builder/define-task.ts';
import { invoke } from '../../../../asl/builder/states/invoke.ts';
import { TaskError } from '../../../../asl/builder/task-error.ts';
import { workflow } from '../../../../asl/builder/workflow.ts';
import { type LambdaServer, startLambdaServer } from '../../../../local/cli/dev/lambda-server.ts';

/** The functions of a user's workflow, called as another engine calls them. */
const half = defineTask('Half', {
  input: z.object({ of: z.number() }),
  output: z.number(),
  errors: ['Odd'],
  handler: ({ of }) => {
    if (of % 2 !== 0) throw new TaskError('Odd', `${of} has no half`);
    return of / 2;
  },
});
const halve = workflow('Halve', { input: z.object({ of: z.number() }) }, ({ of }) => invoke(half, { of }));

let server: LambdaServer;
let client: LambdaClient;

beforeAll(async () => {
  server = await startLambdaServer({
    workflows: [halve],
    port: 0,
    host: '127.0.0.1',
    region: 'us-east-1',
    accountId: '123456789012',
    environment: { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
    logFile: '/dev/null',
  });
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  client = new LambdaClient({ endpoint: server.url, region: 'us-east-1', credentials });
});

afterAll(async () => {
  client.destroy();
  await server.close();
});

async function called(FunctionName: string, event: object) {
  const Payload = Buffer.from(JSON.stringify(event));
  const output = await client.send(new InvokeCommand({ FunctionName, Payload }));
  return { ...output, Payload: JSON.parse(Buffer.from(output.Payload ?? []).toString()) as unknown };
}

test('names its functions', () => {
  expect(server.functionNames).toEqual(['Half']);
});

test.each(['Half', 'arn:aws:lambda:us-east-1:123456789012:function:Half'])(
  'invokes %s over HTTP',
  async (name) => {
    expect(await called(name, { of: 84 })).toMatchObject({ StatusCode: 200, Payload: 42 });
  },
);

test('answers a failure as Lambda does', async () => {
  expect(await called('Half', { of: 7 })).toMatchObject({
    StatusCode: 200,
    FunctionError: 'Unhandled',
    Payload: { errorType: 'Odd', errorMessage: '7 has no half', trace: expect.any(Array) },
  });
});
