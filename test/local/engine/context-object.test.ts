import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../asl/json.ts';
import { runCore } from '../../support/core.ts';

function output(definition: Json, options: Parameters<typeof runCore>[1] = {}): Json | undefined {
  return runCore(definition, options).execution.output;
}

const execution = {
  Id: 'arn:aws:states:us-east-1:123456789012:execution:Machine:one',
  Input: { id: 7 },
  StartTime: '2026-01-01T00:00:00.000Z',
  Name: 'one',
  RoleArn: 'arn:aws:iam::123456789012:role/Role',
};

describe('the context object', () => {
  const looking = {
    StartAt: 'Sleep',
    States: {
      Sleep: { Type: 'Wait', Seconds: 2, Next: 'Look' },
      Look: { Type: 'Pass', InputPath: '$$', End: true },
    },
  };

  test('tells of the execution, the machine and the state', () => {
    expect(output(looking, { input: { id: 7 } })).toEqual({
      Execution: { ...execution, RedriveCount: 0 },
      StateMachine: { Id: 'arn:aws:states:us-east-1:123456789012:stateMachine:Machine', Name: 'Machine' },
      State: { Name: 'Look', EnteredTime: '2026-01-01T00:00:02.000Z' },
    });
  });

  test('has no RedriveCount in an Express execution', () => {
    expect(output(looking, { input: { id: 7 }, start: { type: 'EXPRESS' } })).toMatchObject({
      Execution: execution,
    });
    expect(output(looking, { input: { id: 7 }, start: { type: 'EXPRESS' } })).not.toHaveProperty(
      'Execution.RedriveCount',
    );
  });

  test('shows the item of the nearest iteration', () => {
    const inner = {
      Type: 'Map',
      ItemProcessor: {
        StartAt: 'Look',
        States: {
          Look: { Type: 'Pass', Parameters: { 'item.$': '$$.Map.Item' }, OutputPath: '$.item', End: true },
        },
      },
      End: true,
    };
    const outer = { Type: 'Map', ItemProcessor: { StartAt: 'Inner', States: { Inner: inner } }, End: true };
    expect(output({ StartAt: 'Outer', States: { Outer: outer } }, { input: [['a'], ['b', 'c']] })).toEqual([
      [{ Index: 0, Value: 'a' }],
      [
        { Index: 0, Value: 'b' },
        { Index: 1, Value: 'c' },
      ],
    ]);
  });
});
