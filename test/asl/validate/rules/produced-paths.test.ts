import { expect, test } from '@jest/globals';
import { findingsOf, machineOf, succeed } from '../harness.ts';

const producedPathsOf = (states: Record<string, unknown>) => findingsOf('produced-paths', machineOf(states));
const reading = (path: string) => ({ Type: 'Pass', Parameters: { 'a.$': path }, End: true });
const message = (path: string, fields: string) =>
  `/States/B/Parameters/a.$ No earlier state produces '${path}': the input has [${fields}] here. ` +
  'Correct the path, or keep the value with a ResultPath.';

test.each([
  ['a Result', { Type: 'Pass', Result: { id: 1, lines: { n: 2 } } }],
  ['Parameters', { Type: 'Pass', Parameters: { 'id.$': '$.orderId', lines: { 'n.$': '$.n' } } }],
  [
    'a ResultSelector',
    { Type: 'Task', Resource: '${A}', ResultSelector: { 'id.$': '$.id', lines: { 'n.$': '$.n' } } },
  ],
])('knows what %s makes', (_, first) => {
  const states = (path: string) => ({ A: { ...first, Next: 'B' }, B: reading(path) });
  expect(producedPathsOf(states('$.total'))).toEqual([message('$.total', 'id, lines')]);
  expect(producedPathsOf(states('$.lines.m'))).toEqual([message('$.lines.m', 'id, lines')]);
  expect(producedPathsOf(states('$.lines.n'))).toEqual([]);
});

test('knows nothing of an input or of a result', () => {
  expect(producedPathsOf({ B: reading('$.total') })).toEqual([]);
  expect(
    producedPathsOf({ A: { Type: 'Task', Resource: '${A}', Next: 'B' }, B: reading('$.total') }),
  ).toEqual([]);
});

test('adds what ResultPath puts in', () => {
  const first = { Type: 'Pass', Result: { id: 1 }, Next: 'M' };
  const middle = { Type: 'Task', Resource: '${A}', ResultPath: '$.price', Next: 'B' };
  expect(producedPathsOf({ A: first, M: middle, B: reading('$.price.total') })).toEqual([]);
  expect(producedPathsOf({ A: first, M: middle, B: reading('$.total') })).toEqual([
    message('$.total', 'id, price'),
  ]);
});

test('joins what different paths bring', () => {
  const states = (path: string) => ({
    A: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'M' }], Default: 'N' },
    M: { Type: 'Pass', Result: { x: 1 }, Next: 'B' },
    N: { Type: 'Pass', Result: { y: 1 }, Next: 'B' },
    B: reading(path),
  });
  expect(producedPathsOf(states('$.x'))).toEqual([]);
  expect(producedPathsOf(states('$.z'))).toEqual([message('$.z', 'x, y')]);
});

test('ends on a loop that nests its own input', () => {
  const states = {
    A: { Type: 'Pass', Result: { n: {} }, Next: 'B' },
    B: { Type: 'Pass', ResultPath: '$.n.n', Next: 'C' },
    C: { Type: 'Choice', Choices: [{ Variable: '$.m', IsNull: true, Next: 'D' }], Default: 'B' },
    D: succeed,
  };
  expect(producedPathsOf(states)).toHaveLength(1);
});

test('lets a Choice ask whether something is there', () => {
  const rule = { Variable: '$.total', IsPresent: true, Next: 'C' };
  const states = {
    A: { Type: 'Pass', Result: {}, Next: 'B' },
    B: { Type: 'Choice', Choices: [rule], Default: 'C' },
    C: succeed,
  };
  expect(producedPathsOf(states)).toEqual([]);
});

test('follows the input into branches and items', () => {
  const inner = { StartAt: 'B', States: { B: reading('$.total') } };
  const A = { Type: 'Map', ItemSelector: { 'item.$': '$$.Map.Item.Value' }, ItemProcessor: inner, End: true };
  expect(producedPathsOf({ A })).toEqual([
    "/States/A/ItemProcessor/States/B/Parameters/a.$ No earlier state produces '$.total': the input has [item] here. " +
      'Correct the path, or keep the value with a ResultPath.',
  ]);
});
