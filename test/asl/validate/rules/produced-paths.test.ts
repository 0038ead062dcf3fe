import { describe, expect, test } from '@jest/globals';
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

describe('in JSONata', () => {
  const inJsonata = (states: Record<string, unknown>) =>
    findingsOf('produced-paths', machineOf(states, { QueryLanguage: 'JSONata' })).map(
      (finding) => finding.split(':')[0],
    );
  const query = (expression: string) => ({ Type: 'Pass', Output: { a: `{% ${expression} %}` }, End: true });
  const first = { Type: 'Pass', Output: { id: '{% $states.input.orderId %}', lines: { n: 1 } }, Next: 'B' };
  const unproduced = (path: string, place = '/States/B/Output/a') =>
    `${place} No earlier state produces '$states.input.${path}'`;

  test('knows what an Output makes', () => {
    expect(inJsonata({ A: first, B: query('$states.input.total') })).toEqual([unproduced('total')]);
    expect(inJsonata({ A: first, B: query('1 + $states.input.lines.m') })).toEqual([unproduced('lines.m')]);
    expect(inJsonata({ A: first, B: query('$states.input.lines.n + $states.input.id') })).toEqual([]);
  });

  test('follows an Output that hands the input on', () => {
    const middle = { Type: 'Task', Resource: '${A}', Output: { order: '{% $states.input %}' }, Next: 'B' };
    const states = (path: string) => ({
      A: { ...first, Next: 'M' },
      M: middle,
      B: query(`$states.input.${path}`),
    });
    expect(inJsonata(states('order.id'))).toEqual([]);
    expect(inJsonata(states('id'))).toEqual([unproduced('id')]);
    expect(inJsonata(states('order.total'))).toEqual([unproduced('order.total')]);
  });

  test('follows the Output of a choice rule and of a catcher', () => {
    const states = (path: string) => ({
      A: { Type: 'Choice', Choices: [{ Condition: true, Output: { x: 1 }, Next: 'M' }] },
      M: {
        Type: 'Task',
        Resource: '${A}',
        Output: { y: '{% $states.input.x %}' },
        Catch: [{ ErrorEquals: ['E'], Output: { error: '{% $states.errorOutput %}' }, Next: 'B' }],
        Next: 'B',
      },
      B: query(`$states.input.${path}`),
    });
    expect(inJsonata(states('y'))).toEqual([]);
    expect(inJsonata(states('error.Cause'))).toEqual([]);
    expect(inJsonata(states('x'))).toEqual([unproduced('x')]);
  });

  test('follows Arguments into branches and ItemSelector into items', () => {
    const inner = { StartAt: 'B', States: { B: query('$states.input.total') } };
    const parallel = { Type: 'Parallel', Arguments: { id: 1 }, Branches: [inner], End: true };
    const map = { Type: 'Map', ItemSelector: { id: 1 }, ItemProcessor: inner, End: true };
    expect(inJsonata({ A: parallel })).toEqual([
      unproduced('total', '/States/A/Branches/0/States/B/Output/a'),
    ]);
    expect(inJsonata({ A: map })).toEqual([unproduced('total', '/States/A/ItemProcessor/States/B/Output/a')]);
  });

  test('knows nothing of a result or of what is computed', () => {
    const task = { Type: 'Task', Resource: '${A}', Next: 'B' };
    const merging = { Type: 'Pass', Output: '{% $merge([$states.input, {"x": 1}]) %}', Next: 'B' };
    expect(inJsonata({ A: task, B: query('$states.input.total') })).toEqual([]);
    expect(inJsonata({ A: merging, B: query('$states.input.total') })).toEqual([]);
  });

  test('lets an expression ask whether something is there', () => {
    expect(inJsonata({ A: first, B: query('$exists($states.input.total)') })).toEqual([]);
  });
});
