import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, expect, test } from '@jest/globals';
import { roleArn } from '../../support/api.ts';
import { type ServerChild, startServerChild } from '../../support/server-child.ts';

/** `stateyard local --data`, killed and started again: real processes, real files, real time, shortened. */

const folder = mkdtempSync(join(tmpdir(), 'stateyard-data-'));
const children: ServerChild[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) await child.kill();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const mocks = join(folder, 'mocks.json');
writeFileSync(
  mocks,
  JSON.stringify({
    StateMachines: { Story: { TestCases: { Flaky: { Work: 'BusyTwice' } } } },
    MockedResponses: {
      BusyTwice: {
        '0-1': { Throw: { Error: 'Busy', Cause: 'Too many.' } },
        '2': { Return: { done: true } },
      },
    },
  }),
);

async function start(data: string, program?: readonly string[]): Promise<ServerChild> {
  const flags = ['--data', join(folder, data), '--mock-config', mocks, '--wait-time-scale', '0.05'];
  const child = await startServerChild(flags, program);
  children.push(child);
  return child;
}

const arn = (kind: string, name: string) => `arn:aws:states:us-east-1:123456789012:${kind}:${name}`;
const wait = (Next: string) => ({ Type: 'Wait', Seconds: 1, Next });
const story = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'One',
  States: {
    One: wait('Work'),
    Work: {
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:123456789012:function:Work',
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 2 }],
      Next: 'Each',
    },
    Each: {
      Type: 'Map',
      Items: [1, 2, 3],
      MaxConcurrency: 1,
      ItemProcessor: { StartAt: 'Rest', States: { Rest: wait('Mark'), Mark: { Type: 'Pass', End: true } } },
      Next: 'Last',
    },
    Last: { Type: 'Wait', Seconds: 4, End: true },
  },
});

const executionOf = (name: string) => ({ executionArn: arn('execution', `Story:${name}`) });

function startStory(server: ServerChild, name: string): Promise<string> {
  const stateMachineArn = `${arn('stateMachine', 'Story')}#Flaky`;
  return server.call('StartExecution', { stateMachineArn, name, input: '{"order":7}' });
}

async function untilEnded(server: ServerChild, name: string): Promise<void> {
  const description = () => server.call('DescribeExecution', executionOf(name));
  while ((await description()).includes('"RUNNING"')) await setTimeout(20);
}

async function history(server: ServerChild, name: string): Promise<string> {
  return server.call('GetExecutionHistory', { ...executionOf(name), maxResults: 1000 });
}

const withoutTimes = (text: string) => text.replaceAll(/"timestamp":[\d.]+/g, '');

test('an execution that is killed at random ends as if nothing had been', async () => {
  let server = await start('killed');
  await server.call('CreateStateMachine', { name: 'Story', definition: story, roleArn });
  await startStory(server, 'killed');
  for (let kills = 0; kills < 2; kills += 1) {
    await setTimeout(Math.random() * 150);
    await server.kill();
    server = await start('killed');
  }
  await startStory(server, 'undisturbed');
  await untilEnded(server, 'killed');
  await untilEnded(server, 'undisturbed');
  const told = await history(server, 'killed');
  expect(withoutTimes(told)).toBe(withoutTimes(await history(server, 'undisturbed')));
  await server.kill();
  expect(await history(await start('killed'), 'killed')).toBe(told);
}, 60_000);

test('a worker that has a task can end it after the server was killed', async () => {
  const activityArn = arn('activity', 'Pack');
  const definition = JSON.stringify({
    StartAt: 'Pack',
    States: { Pack: { Type: 'Task', Resource: activityArn, End: true } },
  });
  const server = await start('worker');
  await server.call('CreateActivity', { name: 'Pack' });
  await server.call('CreateStateMachine', { name: 'Story', definition, roleArn });
  await server.call('StartExecution', { stateMachineArn: arn('stateMachine', 'Story'), name: 'one' });
  const { taskToken } = JSON.parse(await server.call('GetActivityTask', { activityArn, workerName: 'Jo' }));
  await server.kill();
  const after = await start('worker');
  expect(await after.call('SendTaskSuccess', { taskToken, output: '"packed"' })).toBe('{}');
  await untilEnded(after, 'one');
  const { events } = JSON.parse(await history(after, 'one'));
  expect(events.map(({ type }: { type: string }) => type)).toEqual([
    'ExecutionStarted',
    'TaskStateEntered',
    'ActivityScheduled',
    'ActivityStarted',
    'ActivitySucceeded',
    'TaskStateExited',
    'ExecutionSucceeded',
  ]);
}, 60_000);

test('a full disk is answered with a sentence, and ends the server', async () => {
  const fileBlocksMax = 200;
  const server = await start('full', [
    'bash',
    '-c',
    `ulimit -f ${fileBlocksMax}; exec "$0" "$@"`,
    process.execPath,
  ]);
  await server.call('CreateStateMachine', { name: 'Story', definition: story, roleArn });
  const input = JSON.stringify('x'.repeat(100_000));
  const stateMachineArn = arn('stateMachine', 'Story');
  const answers: string[] = [];
  const refused = () => answers.some((answer) => answer.includes('InternalFailure'));
  while (!refused()) answers.push(await server.call('StartExecution', { stateMachineArn, input }));
  expect(answers.at(-1)).toMatch(/The journal in .+ cannot be written: .+\. Nothing goes on without it/);
  const { code, stderr } = await server.ended();
  expect([code, stderr]).toEqual([1, expect.stringMatching(/^The journal in .+ is kept\.\n$/)]);
  const after = await start('full');
  const { executions } = JSON.parse(await after.call('ListExecutions', { stateMachineArn }));
  expect(executions.length).toBe(answers.length - 1);
}, 60_000);
