import { expect, test } from '@jest/globals';
import { findingsOf, machineOf, succeed } from '../harness.ts';

const stateNamesOf = (definition: unknown) => findingsOf('state-names', definition);

test('counts characters, of which 80 are allowed', () => {
  expect(stateNamesOf(machineOf({ ['🙂'.repeat(80)]: succeed }))).toEqual([]);
  const name = 'n'.repeat(81);
  expect(stateNamesOf(machineOf({ [name]: succeed }))).toEqual([
    `/States/${name} State name '${name}' exceeds the 80-character limit allowed by the service`,
  ]);
});

test.each(['', 'a\nb', 'a\u0000'])('refuses the name %j', (name) => {
  expect(stateNamesOf(machineOf({ [name]: succeed }))).toEqual([
    `/States/${name} Invalid state name: '${name}'`,
  ]);
});

test('takes names that people give', () => {
  expect(
    stateNamesOf(machineOf({ 'Paid in full?': succeed, 'Ship (≤ 2 kg) / bill & close': succeed })),
  ).toEqual([]);
});

test('finds a name twice, however deep', () => {
  const branch = { StartAt: 'Pay', States: { Pay: succeed } };
  const definition = machineOf({ Pay: { Type: 'Parallel', Branches: [branch], End: true } });
  expect(stateNamesOf(definition)).toEqual(['/States/Pay/Branches/0/States/Pay Duplicate State name: Pay']);
});
