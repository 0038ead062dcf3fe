import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../../asl/json.ts';
import type { Execution } from '../../../../local/engine/execution.ts';
import type { MapRun } from '../../../../local/engine/map-run/map-run.ts';
import {
  type CoreRun,
  eventLines,
  eventTypes,
  runCore,
  startCore,
  type TaskScript,
} from '../../../support/core.ts';

function distributed(fields: object, inner: object = { Type: 'Pass', End: true }) {
  return {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        Label: 'Items',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'One',
          States: { One: inner },
        },
        End: true,
        ...fields,
      },
    },
  } as Json;
}

const failing = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  End: true,
};

describe('a Distributed Map', () => {
  test('shows a Map Run instead of its iterations', () => {
    const run = runCore(distributed({}), { input: ['a', 'b'] });
    expect(run.execution.output).toEqual(['a', 'b']);
    expect(eventLines(run).slice(2)).toEqual([
      '3 <- 2 MapStateStarted',
      '4 <- 3 MapRunStarted',
      '5 <- 4 MapRunSucceeded',
      '6 <- 5 MapStateSucceeded',
      '7 <- 5 MapStateExited',
      '8 <- 7 ExecutionSucceeded',
    ]);
    expect(run.execution.history[3]).toMatchObject({
      mapRunArn: expect.stringMatching(
        /^arn:aws:states:us-east-1:123456789012:mapRun:Machine\/Items:[0-9a-f-]{36}$/,
      ),
    });
  });

  test('gives each iteration an execution of its own', () => {
    const run = runCore(
      distributed(
        {},
        {
          Type: 'Pass',
          Parameters: { 'id.$': '$$.Execution.Id', 'input.$': '$$.Execution.Input' },
          End: true,
        },
      ),
      { input: ['a'] },
    );
    expect(run.execution.output).toEqual([
      {
        id: expect.stringMatching(
          /^arn:aws:states:us-east-1:123456789012:execution:Machine\/Items:[0-9a-f-]{36}$/,
        ),
        input: 'a',
      },
    ]);
  });

  test.each([
    ['by count', { ToleratedFailureCount: 1 }],
    ['by percentage', { ToleratedFailurePercentage: 50 }],
  ])('goes on when as many fail as are tolerated, %s', (_how, fields) => {
    const run = runCore(distributed(fields, failing), {
      input: ['good', 'bad'],
      tasks: ({ parameters }) =>
        parameters === 'bad' ? { type: 'failed', error: 'Broken' } : { type: 'succeeded', output: 1 },
    });
    expect(run.execution.output).toMatchObject([1, { Error: 'Broken', Status: 'FAILED', Input: '"bad"' }]);
  });

  test('fails when more fail than are tolerated', () => {
    const run = runCore(distributed({ ToleratedFailureCount: 1 }, failing), {
      input: [1, 2, 3],
      tasks: () => ({ type: 'failed', error: 'Broken' }),
    });
    expect(run.execution.error).toBe('States.ExceedToleratedFailureThreshold');
    expect(eventTypes(run).slice(-3)).toEqual(['MapRunFailed', 'MapStateFailed', 'ExecutionFailed']);
  });

  test.each([
    ['count', { ToleratedFailureCountPath: '$.bad' }, -1, 'ToleratedFailureCount cannot be negative.'],
    [
      'percentage',
      { ToleratedFailurePercentagePath: '$.bad' },
      100.1,
      'ToleratedFailurePercentage must be between 0 and 100.',
    ],
    [
      'text',
      { ToleratedFailureCountPath: '$.bad' },
      {},
      'The ToleratedFailureCountPath field refers to value "{}" which is not a valid integer: $.bad',
    ],
  ])('refuses a threshold that is no %s, after it has started', (_what, fields, bad, cause) => {
    const run = runCore(distributed({ ItemsPath: '$.items', ...fields }), { input: { items: [1], bad } });
    expect(run.execution.cause).toContain(cause);
    expect(eventTypes(run).slice(-2)).toEqual(['MapStateStarted', 'ExecutionFailed']);
  });

  test('does not show outer variables to its iterations', () => {
    const inner = { Type: 'Pass', Parameters: { 'value.$': '$outer' }, End: true };
    const run = runCore(
      {
        StartAt: 'Set',
        States: {
          Set: { Type: 'Pass', Assign: { outer: 1 }, Next: 'Each' },
          ...(distributed({}, inner) as { readonly States: object }).States,
        },
      },
      { input: [1] },
    );
    expect(run.execution.status).toBe('FAILED');
  });

  test('gives each child execution a history of its own', () => {
    const run = runCore(distributed({}), { input: ['a'] });
    expect(childrenOf(run).map(({ history }) => history.map(({ type }) => type))).toEqual([
      ['ExecutionStarted', 'PassStateEntered', 'PassStateExited', 'ExecutionSucceeded'],
    ]);
    expect(mapRunOf(run)).toMatchObject({
      status: 'SUCCEEDED',
      itemCounts: { total: 1, succeeded: 1, pending: 0, running: 0 },
      executionCounts: { total: 1, succeeded: 1 },
    });
  });

  test('maps over the members of an object', () => {
    const selector = { 'key.$': '$$.Map.Item.Key', 'source.$': '$$.Map.Item.Source' };
    const plain = runCore(distributed({}), { input: { a: 1 } });
    const selected = runCore(distributed({ ItemSelector: selector }), { input: { a: 1 } });
    expect(plain.execution.output).toEqual([{ Key: 'a', Value: 1 }]);
    expect(selected.execution.output).toEqual([{ key: 'a', source: 'STATE_DATA' }]);
  });

  test('starts no more child executions than MaxConcurrency', () => {
    const run = startCore(distributed({ MaxConcurrency: 2 }, failing), { input: [1, 2, 3], tasks: () => [] });
    expect(run.tasks.length).toBe(2);
    expect(mapRunOf(run).itemCounts).toMatchObject({ running: 2, pending: 1 });
  });

  test('starts more child executions when MaxConcurrency is raised', () => {
    const run = startCore(distributed({ MaxConcurrency: 1 }, failing), { input: [1, 2, 3], tasks: () => [] });
    run.send({ type: 'MapRunUpdated', at: 0, mapRunArn: mapRunOf(run).arn, limits: { maxConcurrency: 3 } });
    expect(run.tasks.length).toBe(3);
  });

  test('fails when its results are too large together', () => {
    const run = runCore(distributed({ ResultPath: null }), {
      input: ['x'.repeat(150_000), 'y'.repeat(90_000), 'z'.repeat(30_000)],
    });
    expect(run.execution.error).toBe('States.DataLimitExceeded');
  });

  test('goes on without a child execution that is stopped', () => {
    const run = startCore(distributed({}, failing), {
      input: ['stopped', 'done'],
      tasks: ({ parameters }) => (parameters === 'done' ? { type: 'succeeded', output: 1 } : []),
    });
    const childArn = childrenOf(run)[0]?.start.arn ?? '';
    run.send({ type: 'ChildStopped', at: 0, mapRunArn: mapRunOf(run).arn, childArn, error: 'Enough' });
    run.clock.runUntilIdle();
    expect(run.execution.output).toMatchObject([{ Status: 'ABORTED', Error: 'Enough' }, 1]);
    expect(mapRunOf(run).itemCounts).toMatchObject({ aborted: 1, succeeded: 1 });
    expect(run.commands).toContainEqual({ type: 'CancelTask', taskId: 1 });
  });

  test('times an Express child execution out after five minutes', () => {
    const base = distributed({ ToleratedFailureCount: 1 }, failing) as {
      readonly States: { readonly Each: { readonly ItemProcessor: object } };
    };
    const { Each } = base.States;
    const ProcessorConfig = { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' };
    const definition = {
      ...base,
      States: { Each: { ...Each, ItemProcessor: { ...Each.ItemProcessor, ProcessorConfig } } },
    } as Json;
    const run = startCore(definition, { input: [1], tasks: () => [] });
    run.clock.advance(299_999);
    expect(run.execution.status).toBe('RUNNING');
    run.clock.advance(1);
    expect(run.execution.output).toMatchObject([{ Status: 'TIMED_OUT' }]);
    expect(childrenOf(run)[0]?.history.at(-1)).toMatchObject({
      type: 'ExecutionTimedOut',
      previousEventId: 0,
    });
    expect(mapRunOf(run).itemCounts.timedOut).toBe(1);
  });

  test('aborts Map Run and child executions with the execution', () => {
    const run = startCore(distributed({}, failing), { input: [1], tasks: () => [] });
    run.send({ type: 'ExecutionStopped', at: 0 });
    expect(mapRunOf(run)).toMatchObject({ status: 'ABORTED', itemCounts: { aborted: 1, running: 0 } });
    expect(childrenOf(run).map(({ status }) => status)).toEqual(['ABORTED']);
  });

  test('aborts a Map Run with the branch that it is in', () => {
    const each = (distributed({}, failing) as { readonly States: { readonly Each: Json } }).States.Each;
    const run = runCore(
      {
        StartAt: 'Both',
        States: {
          Both: {
            Type: 'Parallel',
            Branches: [
              { StartAt: 'Each', States: { Each: { ...(each as object), ItemsPath: '$.items' } as Json } },
              { StartAt: 'Bad', States: { Bad: { ...failing, Parameters: 'bad' } } },
            ],
            End: true,
          },
        },
      },
      {
        input: { items: [1] },
        tasks: ({ parameters }) => (parameters === 'bad' ? { type: 'failed', error: 'Broken' } : []),
      },
    );
    expect(run.execution.error).toBe('Broken');
    expect(eventTypes(run)).toContain('MapRunAborted');
    expect(mapRunOf(run).status).toBe('ABORTED');
  });
});

describe('ItemReader', () => {
  const reader = {
    Resource: 'arn:aws:states:::s3:getObject',
    Parameters: { Bucket: 'data', 'Key.$': '$.key' },
    ReaderConfig: { InputType: 'JSONL' },
  };
  const page = (items: readonly Json[], isLast: boolean) =>
    ({ type: 'read', page: { items, source: 'S3://data/k', isLast } }) as const;

  test('asks for pages until the last one has been processed', () => {
    const run = runCore(distributed({ ItemReader: reader, MaxConcurrency: 1 }), {
      input: { key: 'k' },
      readings: [page([1, 2], false), page([3], false), page([], true)],
    });
    expect(run.execution.output).toEqual([1, 2, 3]);
    expect(run.commands.filter(({ type }) => type === 'ReadItems')).toEqual(
      Array.from({ length: 3 }, () => ({
        type: 'ReadItems',
        mapRunArn: mapRunOf(run).arn,
        dataset: {
          action: 'getObject',
          parameters: { Bucket: 'data', Key: 'k' },
          config: { InputType: 'JSONL' },
        },
      })),
    );
    expect(run.execution.history[2]).toMatchObject({ type: 'MapStateStarted', length: 0 });
  });

  test('asks for no page while there is no room for its items', () => {
    const run = startCore(distributed({ ItemReader: reader, MaxConcurrency: 1 }, failing), {
      input: { key: 'k' },
      readings: [page([1, 2], false)],
      tasks: () => [],
    });
    run.clock.runUntilIdle();
    expect(run.commands.filter(({ type }) => type === 'ReadItems').length).toBe(1);
  });

  test('stops at MaxItems', () => {
    const config = { ...reader.ReaderConfig, MaxItems: 3 };
    const run = runCore(distributed({ ItemReader: { ...reader, ReaderConfig: config } }), {
      input: { key: 'k' },
      readings: [page([1, 2], false), page([3, 4], false)],
    });
    expect(run.execution.output).toEqual([1, 2, 3]);
  });

  test.each([
    ['the dataset cannot be read', {}, { type: 'failed', cause: 'No such key' } as const, 'No such key'],
    ['MaxItems is negative', { MaxItemsPath: '$.max' }, page([], true), 'field MaxItems must be positive'],
  ])('fails the Map Run when %s', (_when, config, reading, cause) => {
    const run = runCore(
      distributed({ ItemReader: { ...reader, ReaderConfig: { ...reader.ReaderConfig, ...config } } }),
      { input: { key: 'k', max: -1 }, readings: [reading] },
    );
    expect(run.execution).toMatchObject({ error: 'States.ItemReaderFailed', cause });
    expect(eventTypes(run).slice(-4)).toEqual([
      'MapRunStarted',
      'MapRunFailed',
      'MapStateFailed',
      'ExecutionFailed',
    ]);
  });

  test('knows a tolerated percentage once the dataset is read', () => {
    const run = runCore(
      distributed({ ItemReader: reader, ToleratedFailurePercentage: 50, MaxConcurrency: 1 }, failing),
      {
        input: { key: 'k' },
        readings: [page(['bad'], false), page(['good'], true)],
        tasks: ({ parameters }) =>
          parameters === 'bad' ? { type: 'failed', error: 'Broken' } : { type: 'succeeded', output: 1 },
      },
    );
    expect(run.execution.status).toBe('SUCCEEDED');
  });
});

describe('ItemBatcher', () => {
  test('gives each child execution as many items as allowed', () => {
    const run = runCore(
      distributed({ ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { 'all.$': '$[0]' } } }),
      {
        input: [1, 2, 3],
      },
    );
    expect(run.execution.output).toEqual([
      { BatchInput: { all: 1 }, Items: [1, 2] },
      { BatchInput: { all: 1 }, Items: [3] },
    ]);
    expect(mapRunOf(run)).toMatchObject({
      itemCounts: { total: 3, succeeded: 3 },
      executionCounts: { total: 2 },
    });
  });

  test('closes a batch before it gets too large', () => {
    const run = runCore(distributed({ ItemBatcher: { MaxInputBytesPerBatch: 28 } }), {
      input: ['aaaaaa', 'bbbbbb', 'c'],
    });
    expect(run.execution.output).toEqual([{ Items: ['aaaaaa'] }, { Items: ['bbbbbb', 'c'] }]);
  });
});

describe('ResultWriter', () => {
  const writer = { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'out', Prefix: 'jobs' } };
  const someFail: TaskScript = ({ parameters }) =>
    parameters === 'bad' ? { type: 'failed', error: 'Broken' } : { type: 'succeeded', output: [parameters] };

  test('writes the executions by their status, then the manifest', () => {
    const run = runCore(distributed({ ResultWriter: writer, ToleratedFailureCount: 1 }, failing), {
      input: ['good', 'bad'],
      tasks: someFail,
    });
    const [succeeded, failed, manifest] = filesOf(run);
    const folder = `jobs/${mapRunOf(run).arn.split(':').at(-1)}`;
    expect(succeeded).toMatchObject({
      key: `${folder}/SUCCEEDED_0.json`,
      value: [{ Status: 'SUCCEEDED', Output: '["good"]' }],
    });
    expect(failed).toMatchObject({
      key: `${folder}/FAILED_0.json`,
      value: [{ Status: 'FAILED', Error: 'Broken' }],
    });
    expect(manifest).toMatchObject({
      bucket: 'out',
      key: `${folder}/manifest.json`,
      value: {
        DestinationBucket: 'out',
        MapRunArn: mapRunOf(run).arn,
        ResultFiles: {
          SUCCEEDED: [{ Key: succeeded?.key, Size: succeeded?.body.length }],
          FAILED: [{}],
          PENDING: [],
        },
      },
    });
    expect(run.execution.output).toEqual({
      MapRunArn: mapRunOf(run).arn,
      ResultWriterDetails: { Bucket: 'out', Key: `${folder}/manifest.json` },
    });
    expect(mapRunOf(run).itemCounts.resultsWritten).toBe(2);
  });

  test('writes what has come so far when the Map Run fails', () => {
    const run = runCore(distributed({ ResultWriter: writer, MaxConcurrency: 1 }, failing), {
      input: ['good', 'bad', 'left'],
      tasks: someFail,
    });
    expect(run.execution.error).toBe('States.ExceedToleratedFailureThreshold');
    expect(filesOf(run).map(({ key }) => key.split('/').at(-1))).toEqual([
      'SUCCEEDED_0.json',
      'FAILED_0.json',
      'PENDING_0.json',
      'manifest.json',
    ]);
  });

  test.each([
    ['COMPACT', [['good']]],
    ['FLATTEN', ['good']],
  ])('transforms outputs as %s says', (Transformation, expected) => {
    const fields = { ResultWriter: { ...writer, WriterConfig: { Transformation, OutputType: 'JSON' } } };
    const run = runCore(distributed(fields, failing), { input: ['good'], tasks: someFail });
    expect(filesOf(run)[0]?.value).toEqual(expected);
  });

  test('keeps transformed results with the state without a Resource', () => {
    const fields = { ResultWriter: { WriterConfig: { Transformation: 'FLATTEN', OutputType: 'JSON' } } };
    const run = runCore(distributed(fields, failing), { input: ['a', 'b'], tasks: someFail });
    expect(run.execution.output).toEqual(['a', 'b']);
  });

  test('fails with States.ResultWriterFailed when a file cannot be written', () => {
    const run = runCore(distributed({ ResultWriter: writer }), {
      input: [1],
      writeFailure: () => 'No such bucket',
    });
    expect(run.execution).toMatchObject({ error: 'States.ResultWriterFailed', cause: 'No such bucket' });
  });
});

function mapRunOf({ commands }: CoreRun): MapRun {
  const started = commands.find((command) => command.type === 'MapRunStarted');
  if (started === undefined) throw new Error('There is no Map Run.');
  return started.mapRun;
}

function childrenOf({ commands }: CoreRun): readonly Execution[] {
  return commands.flatMap((command) => (command.type === 'ChildStarted' ? [command.child] : []));
}

function filesOf({ commands }: CoreRun) {
  return commands.flatMap((command) =>
    command.type === 'WriteResults'
      ? [{ ...command.file, value: JSON.parse(command.file.body) as Json }]
      : [],
  );
}
