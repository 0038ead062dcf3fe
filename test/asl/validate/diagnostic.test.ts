import { expect, test } from '@jest/globals';
import { invalidDefinitionMessage } from '../../../asl/validate/diagnostic.ts';
import { validate } from '../../../asl/validate/validate.ts';
import { machineOf, machineWith, succeed } from './harness.ts';

const messageOf = (definition: unknown) => invalidDefinitionMessage(validate(definition));

test('lists every error with its code and AWS location', () => {
  expect(messageOf(machineOf({ A: { Type: 'Pass', Next: 'C' }, B: succeed }))).toBe(
    "Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing 'Next' target: C at /States/A/Next, " +
      'MISSING_TRANSITION_TARGET: State "B" is not reachable. at /States/B\'',
  );
});

test('says null where AWS gives no location', () => {
  expect(messageOf(machineWith({ Type: 'Pass', Next: 'A', End: false }))).toBe(
    "Invalid State Machine Definition: 'MISSING_END_STATE: Workflow has no terminal state at null'",
  );
});

test('says / for the whole document and [i] for an index', () => {
  expect(messageOf({ States: { A: succeed } })).toMatch(/These fields are required: \[StartAt\] at \/'$/);
  expect(messageOf(machineWith({ Type: 'Pass', Result: 1, Parameters: [] }))).toMatch(
    / at \/States\/A\/Parameters'$/,
  );
});

test('is undefined where there are warnings only', () => {
  expect(validate(machineOf({ A: succeed }))).not.toEqual([]);
  expect(messageOf(machineOf({ A: succeed }))).toBeUndefined();
});
