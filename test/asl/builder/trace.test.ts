import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { AuthoringError } from '../../../asl/builder/authoring-error.ts';
import { fail } from '../../../asl/builder/states/end.ts';
import { wait } from '../../../asl/builder/states/wait.ts';
import { workflow } from '../../../asl/builder/workflow.ts';
import { charge } from './sample-tasks.ts';

const input = z.object({ isOpen: z.boolean() });

test('ends a loop in the source that does not end', () => {
  const endless = () =>
    workflow('Endless', { input }, (order) => {
      // oxlint-disable-next-line no-unmodified-loop-condition, typescript/no-unnecessary-condition
      while (order.isOpen) wait({ seconds: 1 });
    });
  expect(endless).toThrow(AuthoringError);
  expect(endless).toThrow(/^Wait is one of more than 10000 states in a row/);
});

test('refuses a state outside a workflow', () => {
  expect(() => wait({ seconds: 1 })).toThrow(AuthoringError);
});

test('refuses a state after the end of its block, which a try has hidden', () => {
  const hidden = () =>
    workflow('Hidden', { input }, () => {
      try {
        fail('Closed');
      } catch {
        wait({ seconds: 1 });
      }
    });
  expect(hidden).toThrow(/^Wait stands after Closed, which ends its block\. A try .* write attempt/);
});

test('refuses a task that is called instead of invoked', () => {
  const calling = () => workflow('Calling', { input }, () => void charge({ amount: 1 }));
  expect(calling).toThrow('The task Charge is called inside a workflow: write invoke(Charge, input).');
});

test('refuses a function that is async', () => {
  const body = (async () => 1) as () => unknown;
  expect(() => workflow('Later', { input }, body)).toThrow(/a promise .* leave out async and await/);
});
