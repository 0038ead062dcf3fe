import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { paginateListExecutions, SFN } from '@aws-sdk/client-sfn';
import { type RunningServer, startServer } from '../../../local/cli/serve.ts';
import { passDefinition, roleArn, waitDefinition } from '../../support/api.ts';

/** The real thing: real time, real HTTP, and AWS's own client, which checks what it is sent. */
let server: RunningServer;
let client: SFN;

beforeAll(async () => {
  server = await startServer({
    port: 0,
    host: '127.0.0.1',
    accountId: '123456789012',
    region: 'us-east-1',
    waitTimeScale: 0.001,
    mockConfigPath: undefined,
    environment: {},
  });
  client = new SFN({
    endpoint: server.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    disableHostPrefix: true,
  });
});

afterAll(async () => {
  client.destroy();
  await server.close();
});

async function machine(name: string, definition = passDefinition, type: 'STANDARD' | 'EXPRESS' = 'STANDARD') {
  const { stateMachineArn } = await client.createStateMachine({ name, definition, roleArn, type });
  return stateMachineArn ?? '';
}

async function ended(executionArn = '') {
  const execution = server.engine.executions.find(executionArn)?.execution;
  if (execution !== undefined) {
    await new Promise<void>((resolve) => server.engine.whenEnded(execution, resolve));
  }
  return client.describeExecution({ executionArn });
}

test('runs an execution from its creation to its history', async () => {
  const stateMachineArn = await machine('Checkout', waitDefinition);
  const { executionArn, startDate } = await client.startExecution({ stateMachineArn, input: '{"a":1}' });
  expect(startDate).toBeInstanceOf(Date);
  expect(await ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"a":1}' });
  const { events = [] } = await client.getExecutionHistory({ executionArn });
  expect(events.map(({ type }) => type)).toEqual([
    'ExecutionStarted',
    'WaitStateEntered',
    'WaitStateExited',
    'ExecutionSucceeded',
  ]);
  expect(events[1]?.timestamp).toBeInstanceOf(Date);
});

test('answers a synchronous execution', async () => {
  const stateMachineArn = await machine('Quick', passDefinition, 'EXPRESS');
  expect(await client.startSyncExecution({ stateMachineArn })).toMatchObject({
    status: 'SUCCEEDED',
    output: '{"greeting":"hello"}',
  });
});

test('gives the client the exception of the model', async () => {
  const stateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:Nobody';
  const refused = await client.startExecution({ stateMachineArn }).catch((error: unknown) => error);
  expect(refused).toMatchObject({
    name: 'StateMachineDoesNotExist',
    message: `State Machine Does Not Exist: '${stateMachineArn}'`,
    $metadata: { httpStatusCode: 400 },
  });
});

test('takes a definition of a whole mebibyte', async () => {
  const padding = ' '.repeat(1_048_576 - passDefinition.length);
  const stateMachineArn = await machine('Large', padding + passDefinition);
  const { definition } = await client.describeStateMachine({ stateMachineArn });
  expect(definition).toHaveLength(1_048_576);
});

test('pages through a list with the paginator of the client', async () => {
  const stateMachineArn = await machine('Paged');
  await Promise.all(Array.from({ length: 7 }, () => client.startExecution({ stateMachineArn })));
  let found = 0;
  for await (const page of paginateListExecutions({ client, pageSize: 3 }, { stateMachineArn })) {
    found += page.executions?.length ?? 0;
  }
  expect(found).toBe(7);
});

describe('a server that cannot start', () => {
  const options = { host: '127.0.0.1', accountId: '1', region: 'r', waitTimeScale: 1, environment: {} };

  test('says that its port is taken', async () => {
    const port = Number(new URL(server.url).port);
    await expect(startServer({ ...options, port, mockConfigPath: undefined })).rejects.toThrow(
      `Port ${port} is taken: another program listens on 127.0.0.1:${port}.`,
    );
  });

  test('says that its mock file is missing', async () => {
    await expect(startServer({ ...options, port: 0, mockConfigPath: 'no-such.json' })).rejects.toThrow(
      /^Cannot read the mock file no-such.json: ENOENT/,
    );
  });

  test('says everything that is wrong with its mock file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stateyard-'));
    const mockConfigPath = join(folder, 'mock.json');
    writeFileSync(mockConfigPath, '{"StateMachines": 5, "MockedResponses": []}');
    await expect(startServer({ ...options, port: 0, mockConfigPath })).rejects.toThrow(
      /is wrong:\n {2}\/StateMachines .*\n {2}\/MockedResponses /,
    );
    rmSync(folder, { recursive: true });
  });
});
