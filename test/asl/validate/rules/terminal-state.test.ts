import { expect, test } from '@jest/globals';
import { validate } from '../../../../asl/validate/validate.ts';
import { findingsOf, machineOf, succeed } from '../harness.ts';

const loop = { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } };

test('refuses a machine that cannot end', () => {
  expect(findingsOf('terminal-state', machineOf(loop))).toEqual(['/States Workflow has no terminal state']);
});

test('gives no location, as AWS does', () => {
  const found = validate(machineOf(loop)).find(({ code }) => code === 'MISSING_END_STATE');
  expect(found).not.toHaveProperty('location');
});

test.each([succeed, { Type: 'Fail' }, { Type: 'Pass', End: true }])('takes %j for an end', (end) => {
  expect(findingsOf('terminal-state', machineOf({ A: { Type: 'Pass', Next: 'B' }, B: end }))).toEqual([]);
});

test('warns of a branch that never ends', () => {
  const branch = { StartAt: 'A', States: loop };
  const found = validate(machineOf({ P: { Type: 'Parallel', Branches: [branch], End: true } }));
  expect(found).toContainEqual(
    expect.objectContaining({
      severity: 'WARNING',
      code: 'MISSING_END_STATE',
      pointer: '/States/P/Branches/0/States',
    }),
  );
});
