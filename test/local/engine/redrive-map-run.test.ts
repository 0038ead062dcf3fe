import { expect, test } from '@jest/globals';
import type { Json } from '../../../asl/json.ts';
import type { Execution } from '../../../local/engine/execution.ts';
import type { MapRun } from '../../../local/engine/map-run/map-run.ts';
import {
  type CoreRun,
  type CoreRunOptions,
  eventLines,
  runCore,
  startCore,
  type TaskScript,
} from '../../support/core.ts';

function machine(fields: object = {}, executionType = 'STANDARD') {
  return {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        Label: 'Items',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: executionType },
          StartAt: 'Work',
          States: { Work: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true } },
        },
        End: true,
        ...fields,
      },
    },
  } as Json;
}

/** Items fail as often as it says here, and then succeed. */
function failing(times: { readonly [item: string]: number }): TaskScript {
  const left = { ...times };
  return ({ parameters }) => {
    const item = JSON.stringify(parameters);
    const isBroken = (left[item] ?? 0) > 0;
    left[item] = (left[item] ?? 0) - 1;
    return isBroken ? { type: 'failed', error: 'Broken' } : { type: 'succeeded', output: `done ${item}` };
  };
}

function redrive(run: CoreRun): CoreRun {
  run.send({ type: 'ExecutionRedriven', at: run.clock.now() });
  run.clock.runUntilIdle();
  return run;
}

const redriven = (fields: object, options: CoreRunOptions, executionType?: string) =>
  redrive(runCore(machine(fields, executionType), options));

const mapRunsOf = ({ commands }: CoreRun): readonly MapRun[] =>
  commands.flatMap((command) => (command.type === 'MapRunStarted' ? [command.mapRun] : []));

const childrenOf = ({ commands }: CoreRun): readonly Execution[] => [
  ...new Set(commands.flatMap((command) => (command.type === 'ChildStarted' ? [command.child] : []))),
];

test('goes on with the child executions that failed', () => {
  const run = redriven({}, { input: [0, 1, 2], tasks: failing({ 1: 1 }) });
  expect(run.execution.output).toEqual(['done 0', 'done 1', 'done 2']);
  expect(mapRunsOf(run)).toMatchObject([
    {
      status: 'SUCCEEDED',
      redriveCount: 1,
      itemCounts: { succeeded: 3, failed: 0, aborted: 0, running: 0, pendingRedrive: 0, total: 3 },
      executionCounts: { succeeded: 3, failed: 0, aborted: 0, running: 0, pendingRedrive: 0, total: 3 },
    },
  ]);
  expect(childrenOf(run).map(({ redriveCount }) => redriveCount)).toEqual([0, 1, 1]);
});

test('tells of the redrive in both histories', () => {
  const run = redriven({}, { input: [0], tasks: failing({ 0: 1 }) });
  expect(eventLines(run).slice(7)).toEqual([
    '8 <- 7 ExecutionRedriven',
    '9 <- 2 MapRunRedriven',
    '10 <- 9 MapRunSucceeded',
    '11 <- 10 MapStateSucceeded',
    '12 <- 10 MapStateExited',
    '13 <- 12 ExecutionSucceeded',
  ]);
  const [child] = childrenOf(run);
  expect(child?.history.map(({ type }) => type)).toEqual([
    'ExecutionStarted',
    'TaskStateEntered',
    'TaskScheduled',
    'TaskStarted',
    'TaskFailed',
    'ExecutionFailed',
    'ExecutionRedriven',
    'TaskScheduled',
    'TaskStarted',
    'TaskSucceeded',
    'TaskStateExited',
    'ExecutionSucceeded',
  ]);
});

test('begins the items that had not begun', () => {
  const run = redriven({ MaxConcurrency: 1 }, { input: [0, 1, 2], tasks: failing({ 0: 1 }) });
  expect(run.execution.output).toEqual(['done 0', 'done 1', 'done 2']);
  expect(childrenOf(run)).toHaveLength(3);
});

test('redrives no more at a time than MaxConcurrency', () => {
  const fields = { MaxConcurrency: 1, ToleratedFailureCount: 1 };
  const run = runCore(machine(fields), { input: [0, 1], tasks: failing({ 0: 1, 1: 1 }) });
  expect(run.execution.status).toBe('FAILED');
  run.send({ type: 'ExecutionRedriven', at: run.clock.now() });
  expect(mapRunsOf(run)).toMatchObject([{ executionCounts: { running: 1, pendingRedrive: 1 } }]);
});

test('can be redriven as often as it fails', () => {
  const run = redrive(redriven({}, { input: [0, 1], tasks: failing({ 1: 2 }) }));
  expect(run.execution.output).toEqual(['done 0', 'done 1']);
  expect(mapRunsOf(run)).toMatchObject([{ redriveCount: 2, itemCounts: { failed: 0, succeeded: 2 } }]);
});

test('starts another execution in the place of an Express one', () => {
  const run = redriven({}, { input: [0], tasks: failing({ 0: 1 }) }, 'EXPRESS');
  expect(run.execution.output).toEqual(['done 0']);
  expect(childrenOf(run).map(({ status, redriveCount }) => [status, redriveCount])).toEqual([
    ['FAILED', 0],
    ['SUCCEEDED', 0],
  ]);
  expect(mapRunsOf(run)).toMatchObject([{ executionCounts: { total: 1, succeeded: 1, failed: 0 } }]);
});

test('goes on with what was stopped in the middle', () => {
  const run = startCore(machine({}), { input: [0, 1], tasks: (_task, before) => (before < 2 ? [] : done) });
  run.clock.runUntilIdle();
  run.send({ type: 'ExecutionStopped', at: run.clock.now() });
  expect(mapRunsOf(run)).toMatchObject([{ status: 'ABORTED', itemCounts: { aborted: 2 } }]);
  redrive(run);
  expect(run.execution.output).toEqual(['done', 'done']);
});

const done = { type: 'succeeded', output: 'done' } as const;

const reader = {
  ItemReader: {
    Resource: 'arn:aws:states:::s3:getObject',
    ReaderConfig: { InputType: 'JSON' },
    Parameters: { Bucket: 'orders', Key: 'all.json' },
  },
};
const page = (items: readonly Json[], isLast: boolean) =>
  ({ type: 'read', page: { items, source: 's3://orders/all.json', isLast } }) as const;

test('passes over what was read before the failure', () => {
  const run = redriven(
    { ...reader, MaxConcurrency: 2 },
    {
      readings: [page([0, 1], false), page([0, 1, 2], false), page([3], true)],
      tasks: failing({ 0: 1 }),
    },
  );
  expect(run.execution.output).toEqual(['done 0', 'done 1', 'done 2', 'done 3']);
  expect(mapRunsOf(run)).toMatchObject([{ itemCounts: { total: 4, succeeded: 4, pending: 0 } }]);
});

test('begins a new Map Run when the items could not be read', () => {
  const run = redriven(reader, {
    readings: [{ type: 'failed', cause: 'no such key' }, page([0], true)],
  });
  expect(run.execution.status).toBe('SUCCEEDED');
  expect(mapRunsOf(run).map(({ status }) => status)).toEqual(['FAILED', 'SUCCEEDED']);
});

test('writes the files of what had failed anew', () => {
  const writer = { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'results' } };
  const run = redriven(
    { ResultWriter: writer, MaxConcurrency: 1 },
    { input: [0, 1], tasks: failing({ 0: 1 }) },
  );
  const manifests = run.commands.flatMap((command) =>
    command.type === 'WriteResults' && command.file.key.endsWith('manifest.json')
      ? [JSON.parse(command.file.body).ResultFiles]
      : [],
  );
  expect(manifests).toMatchObject([
    { FAILED: [{}], PENDING: [{}], SUCCEEDED: [] },
    { FAILED: [], PENDING: [], SUCCEEDED: [{}] },
  ]);
});
