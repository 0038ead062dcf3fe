import { expect, test } from '@jest/globals';
import { findingsOf, machineOf, machineWith } from '../harness.ts';

const labelsOf = (label: string) => findingsOf('map-labels', machineWith({ Type: 'Map', Label: label }));

test.each([
  '?',
  '*',
  '<',
  '}',
  '[',
  ':',
  ';',
  ',',
  '\\',
  '|',
  '^',
  '~',
  '$',
  '#',
  '%',
  '&',
  '`',
  '"',
  ' ',
  '\u0085',
])('refuses a label with %j', (character) => {
  expect(labelsOf(`label_${character}`)).toEqual([
    `/States/A/Label Label contains invalid character: '${character}'`,
  ]);
});

test('refuses an empty label and one of 41 characters', () => {
  expect(labelsOf('')).toEqual(['/States/A/Label Label cannot be empty']);
  expect(labelsOf('n'.repeat(41))).toHaveLength(1);
  expect(labelsOf('n'.repeat(40))).toEqual([]);
});

test('wants labels unique in the machine', () => {
  const map = { Type: 'Map', Label: 'orders' };
  const definition = machineOf({ A: { ...map, Next: 'B' }, B: { ...map, End: true } });
  expect(findingsOf('map-labels', definition)).toEqual(['/States/B/Label Duplicate Label name: orders']);
});
