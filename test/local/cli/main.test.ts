import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SFN } from '@aws-sdk/client-sfn';
import type { RunningServer } from '../../../local/cli/serve.ts';
import { passDefinition, roleArn } from '../../support/api.ts';
import { type Ran, run } from '../../support/run.ts';
import { served } from '../../support/served.ts';

/** The command itself, as a process of its own, against a server in this one. */
let server: RunningServer;

const failing = JSON.stringify({
  StartAt: 'Stop',
  States: { Stop: { Type: 'Fail', Error: 'Broken', Cause: 'It fell.' } },
});
const endless = JSON.stringify({
  StartAt: 'Rest',
  States: { Rest: { Type: 'Wait', Seconds: 99_999_999, End: true } },
});
const echo = JSON.stringify({ StartAt: 'Echo', States: { Echo: { Type: 'Pass', End: true } } });

beforeAll(async () => {
  server = await served();
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  const client = new SFN({ endpoint: server.url, region: 'us-east-1', credentials });
  const machines = { Greet: passDefinition, Broken: failing, Endless: endless, Echo: echo };
  for (const [name, definition] of Object.entries(machines)) {
    await client.createStateMachine({ name, definition, roleArn });
  }
  await client.createStateMachine({ name: 'Quick', definition: echo, roleArn, type: 'EXPRESS' });
  client.destroy();
});

afterAll(() => server.close());

const stateyard = (given: readonly string[], input = '') =>
  run(process.execPath, ['local/cli/stateyard.js', ...given], {
    input,
    environment: { AWS_ENDPOINT_URL_SFN: server.url, AWS_ACCESS_KEY_ID: undefined, AWS_PROFILE: undefined },
  });
const json = ({ stdout }: Ran) => JSON.parse(stdout) as { readonly [member: string]: unknown };

describe('start', () => {
  test('shows the events and the outcome', async () => {
    const { code, stdout, stderr } = await stateyard(['start', 'Greet', '--name', 'one']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/\+0\.\d{3} s +2 {2}PassStateEntered +Greet\n/);
    expect(stdout).toMatch(/status +SUCCEEDED\n/);
    expect(stdout).toMatch(/output +\{"greeting":"hello"\}\n/);
  });

  test('serves the workflow of a module for one execution', async () => {
    const { code, stdout } = await stateyard([
      'start',
      'test/support/two-workflows.ts:shout',
      '--input',
      '{"name":"a"}',
      '--json',
    ]);
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { status: 'SUCCEEDED', output: { text: 'A' } }]);
  });

  test('fails when the execution does, with its error and cause', async () => {
    const { code, stdout } = await stateyard(['start', 'Broken']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/ExecutionFailed +Broken: It fell\.\n/);
  });

  test('prints one JSON object and nothing else', async () => {
    const ran = await stateyard(['start', 'Echo', '--json', '--input', '{"n":[1]}']);
    expect(ran.code).toBe(0);
    expect(json(ran)).toMatchObject({ status: 'SUCCEEDED', input: { n: [1] }, output: { n: [1] } });
  });

  test('reads the input from the standard input or a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stateyard-'));
    const file = join(folder, 'input.json');
    writeFileSync(file, '"from a file"');
    expect(json(await stateyard(['start', 'Echo', '--json', '--input', '-'], '"piped"'))['output']).toBe(
      'piped',
    );
    expect(json(await stateyard(['start', 'Echo', '--json', '--input', `@${file}`]))['output']).toBe(
      'from a file',
    );
    rmSync(folder, { recursive: true });
  });

  test('runs an Express workflow', async () => {
    expect(json(await stateyard(['start', 'Quick', '--json', '--input', '7']))).toMatchObject({ output: 7 });
  });

  test.each([
    [['start', 'Nobody'], 1, /^There is no workflow 'Nobody'\. There are: Greet, Broken, .*\n$/],
    [['start', 'Echo', '--input', '@no-such-file'], 1, /^Cannot read no-such-file: ENOENT/],
    [
      ['start', 'Echo', '--input', '{'],
      2,
      /^--input is no JSON: .*\nstateyard help shows what there is\.\n$/,
    ],
    [['start', 'Echo', '--colour'], 2, /^There is no flag --colour here\.\n/],
    [
      ['start', 'Echo', '--endpoint', 'http://127.0.0.1:1'],
      1,
      /^Nothing answers at http:\/\/127\.0\.0\.1:1\./,
    ],
  ])('%j ends with %i and a sentence', async (given, code, message) => {
    const ran = await stateyard(given);
    expect(ran).toEqual({ code, stdout: '', stderr: expect.stringMatching(message) });
  });
});

describe('the commands about executions', () => {
  test('list, describe, stop and history fit together', async () => {
    const started = await stateyard(['start', 'Endless', '--name', 'long', '--no-wait']);
    expect(started.stdout).toBe('arn:aws:states:us-east-1:123456789012:execution:Endless:long\n');
    expect((await stateyard(['list', 'Endless'])).stdout).toMatch(/^long +RUNNING/m);
    expect((await stateyard(['describe', 'Endless/long'])).stdout).toMatch(/^status +RUNNING$/m);
    expect((await stateyard(['stop', 'Endless', '--error', 'Enough'])).code).toBe(0);
    expect((await stateyard(['history', 'Endless'])).stdout).toMatch(/ExecutionAborted +Enough\n$/);
    expect((await stateyard(['stop', 'Endless'])).code).toBe(0);
  });

  test('redrive runs on what was stopped, and nothing else', async () => {
    await stateyard(['start', 'Endless', '--name', 'again', '--no-wait']);
    const running = await stateyard(['redrive', 'Endless/again']);
    expect(running).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/is RUNNING and cannot be redriven/),
    });
    await stateyard(['stop', 'Endless/again']);
    const redriven = await stateyard(['redrive', 'Endless/again']);
    expect(redriven).toMatchObject({ code: 0, stdout: expect.stringMatching(/^status +RUNNING$/m) });
    expect((await stateyard(['history', 'Endless/again'])).stdout).toMatch(/ExecutionRedriven/);
    await stateyard(['stop', 'Endless/again']);
  });

  test('respond ends a task that waits, once', async () => {
    const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
    const client = new SFN({ endpoint: server.url, region: 'us-east-1', credentials });
    const { activityArn: Resource = '' } = await client.createActivity({ name: 'Ask' });
    const definition = JSON.stringify({
      StartAt: 'Ask',
      States: { Ask: { Type: 'Task', Resource, End: true } },
    });
    await client.createStateMachine({ name: 'Ask', definition, roleArn });
    await stateyard(['start', 'Ask', '--no-wait']);
    const { taskToken = '' } = await client.getActivityTask({ activityArn: Resource });
    client.destroy();
    expect((await stateyard(['respond', taskToken, '--heartbeat'])).code).toBe(0);
    expect((await stateyard(['respond', taskToken, '--output', '42'])).code).toBe(0);
    expect((await stateyard(['history', 'Ask'])).stdout).toMatch(/ExecutionSucceeded/);
    expect(await stateyard(['respond', taskToken])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Task Timed Out: /),
    });
  });

  test('list names the workflows', async () => {
    const { stdout } = await stateyard(['list']);
    expect(stdout).toMatch(/^WORKFLOW +TYPE +CREATED\nGreet +STANDARD +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\n/);
  });

  test('describe shows a workflow with its definition', async () => {
    expect(json(await stateyard(['describe', 'Greet', '--json']))).toMatchObject({
      name: 'Greet',
      definition: { StartAt: 'Greet' },
    });
  });
});

describe('local', () => {
  test('says exactly when it is ready, and ends when told to', async () => {
    const child = spawn(process.execPath, ['local/cli/stateyard.js', 'local', '--port', '0']);
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const url = /^Stateyard is listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1] ?? '';
    const headers = { 'x-amz-target': 'AWSStepFunctions.ListStateMachines' };
    const answer = await fetch(url, { method: 'POST', headers, body: '{}' });
    expect(await answer.json()).toEqual({ stateMachines: [] });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('says in one sentence that its port is taken', async () => {
    const { port } = new URL(server.url);
    expect(await stateyard(['local', '--port', port])).toEqual({
      code: 1,
      stdout: '',
      stderr: `Port ${port} is taken: another program listens on 127.0.0.1:${port}.\n`,
    });
  });
});

describe('the commands about definitions', () => {
  test('fit together by pipes', async () => {
    const emitted = await stateyard(['emit', 'ImageRecognition']);
    expect(emitted).toMatchObject({ code: 0, stderr: '' });
    expect(await stateyard(['validate', '-'], emitted.stdout)).toMatchObject({ code: 0, stderr: '' });
    const drawn = await stateyard(['graph', '-', '--format', 'mermaid'], emitted.stdout);
    expect(drawn.stdout).toMatch(/^flowchart TD\n/);
    expect(await stateyard(['diff', 'ImageRecognition', '-'], emitted.stdout)).toEqual({
      code: 0,
      stdout: 'The two definitions mean the same.\n',
      stderr: '',
    });
  });

  test('judge what is piped in', async () => {
    const { code, stdout } = await stateyard(['validate', '-', '--json'], '{');
    expect([code, JSON.parse(stdout)]).toMatchObject([1, [{ file: '-' }]]);
  });
});

test('explains itself when asked nothing', async () => {
  const { code, stdout } = await stateyard([]);
  expect([code, stdout.split('\n')[0]]).toEqual([0, 'Stateyard: AWS Step Functions on your own machine']);
});

test('knows its version', async () => {
  expect(await stateyard(['--version'])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
});
