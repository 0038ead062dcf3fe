import { expect, test } from '@jest/globals';
import type { Definition } from '../../../../asl/definition.ts';
import { double, fails, runWorkflow } from '../../../../local/testing/index.ts';

/** What a run of a definition follows, told by its places. */
async function placesOf(definition: Definition, input: object, failures: number): Promise<readonly string[]> {
  const work = double('Work', (_input, { number }) => (number <= failures ? fails('Busy') : { done: true }));
  const run = await runWorkflow(definition, input, { tasks: [work] });
  return run.log.flatMap((entry) => (entry.type === 'followed' ? [entry.place] : []));
}

const working: Definition = {
  StartAt: 'Work',
  States: {
    Work: {
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:123456789012:function:Work',
      Retry: [
        { ErrorEquals: ['Slow'], MaxAttempts: 1 },
        { ErrorEquals: ['Busy'], MaxAttempts: 1 },
      ],
      Catch: [
        { ErrorEquals: ['Other'], Next: 'Failed' },
        { ErrorEquals: ['States.ALL'], Next: 'Failed' },
      ],
      Next: 'Done',
    },
    Done: { Type: 'Pass', End: true },
    Failed: { Type: 'Fail' },
  },
};

test.each([
  [0, ['/StartAt', '/States/Work/Next', '/States/Done/End']],
  [
    1,
    [
      '/StartAt',
      '/States/Work/Retry[1]',
      '/States/Work/Retry[1]/again',
      '/States/Work/Next',
      '/States/Done/End',
    ],
  ],
  [
    2,
    [
      '/StartAt',
      '/States/Work/Retry[1]',
      '/States/Work/Retry[1]/again',
      '/States/Work/Retry[1]',
      '/States/Work/Catch[1]',
    ],
  ],
])('tells what a task follows that fails %d times', async (failures, places) => {
  expect(await placesOf(working, {}, failures)).toEqual(places);
});

const choosing: Definition = {
  StartAt: 'Choose',
  States: {
    Choose: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.size', NumericGreaterThan: 10, Next: 'Same' },
        { Variable: '$.size', NumericGreaterThan: 5, Next: 'Same' },
      ],
      Default: 'Same',
    },
    Same: { Type: 'Succeed' },
  },
};

test.each([
  [20, '/States/Choose/Choices[0]'],
  [7, '/States/Choose/Choices[1]'],
  [1, '/States/Choose/Default'],
])('tells rules apart that lead to one state: %d', async (size, place) => {
  expect(await placesOf(choosing, { size }, 0)).toEqual(['/StartAt', place]);
});

test('tells what happens inside Parallel and Map', async () => {
  const inner = { StartAt: 'In', States: { In: { Type: 'Pass', End: true } } } as const;
  const definition: Definition = {
    StartAt: 'Fan',
    States: {
      Fan: { Type: 'Parallel', Branches: [inner], Next: 'Each' },
      Each: {
        Type: 'Map',
        ItemProcessor: { StartAt: 'Item', States: { Item: { Type: 'Pass', End: true } } },
        End: true,
      },
    },
  };
  expect(await placesOf(definition, {}, 0)).toEqual([
    '/StartAt',
    '/States/Fan/Branches[0]/StartAt',
    '/States/Fan/Branches[0]/States/In/End',
    '/States/Fan/Next',
    '/States/Each/ItemProcessor/StartAt',
    '/States/Each/ItemProcessor/States/Item/End',
    '/States/Each/End',
  ]);
});
