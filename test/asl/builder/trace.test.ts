import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { AuthoringError } from '../../../asl/builder/authoring-error.ts';
import { wait } from '../../../asl/builder/states/wait.ts';
import { workflow } from '../../../asl/builder/workflow.ts';

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
