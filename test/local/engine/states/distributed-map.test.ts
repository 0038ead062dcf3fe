import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../../asl/json.ts';
import { eventLines, eventTypes, runCore } from '../../../support/core.ts';

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
    expect(run.execution.output).toEqual([1, { Error: 'Broken', Cause: null }]);
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

  test('says which field it does not carry out yet, before it looks for items', () => {
    const run = runCore(distributed({ ItemBatcher: { MaxItemsPerBatch: 2 } }), { input: {} });
    expect(run.execution.cause).toMatch(/does not carry out the field ItemBatcher/);
  });
});
