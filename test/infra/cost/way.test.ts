import { expect, test } from '@jest/globals';
import type { Definition, TaskState } from '../../../asl/definition.ts';
import { longestWay } from '../../../infra/cost/way.ts';

const invocation: TaskState = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };
const once = { itemsPerMap: 1 };

test('goes the longer arm of a Choice', () => {
  const definition: Definition = {
    StartAt: 'Which',
    States: {
      Which: { Type: 'Choice', Choices: [{ Condition: '{% true %}', Next: 'Short' }], Default: 'Long' },
      Short: { Type: 'Succeed' },
      Long: { Type: 'Task', Resource: invocation.Resource, Next: 'Longer' },
      Longer: invocation,
    },
  };
  expect(longestWay(definition, once)).toEqual({ states: 3, invocations: 2 });
});

test('goes every branch, and a Map for each item', () => {
  const branch = { StartAt: 'Ask', States: { Ask: invocation } };
  const definition: Definition = {
    StartAt: 'Both',
    States: {
      Both: { Type: 'Parallel', Branches: [branch, branch], Next: 'Each' },
      Each: { Type: 'Map', ItemProcessor: branch, End: true },
    },
  };
  expect(longestWay(definition, { itemsPerMap: 5 })).toEqual({ states: 9, invocations: 7 });
});

test('goes round a loop once', () => {
  const definition: Definition = {
    StartAt: 'Wait',
    States: {
      Wait: { Type: 'Wait', Seconds: 5, Next: 'Again' },
      Again: { Type: 'Choice', Choices: [{ Condition: '{% true %}', Next: 'Wait' }], Default: 'Done' },
      Done: { Type: 'Succeed' },
    },
  };
  expect(longestWay(definition, once)).toEqual({ states: 3, invocations: 0 });
});
