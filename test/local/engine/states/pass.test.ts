import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../../asl/json.ts';
import { runCore } from '../../../support/core.ts';

function pass(fields: object, language = 'JSONPath') {
  return {
    QueryLanguage: language,
    StartAt: 'Go',
    States: { Go: { Type: 'Pass', End: true, ...fields } },
  } as Json;
}

describe('a Pass state', () => {
  test.each([
    ['its input', {}, { a: 1, b: 2 }],
    ['its Result', { Result: [0] }, [0]],
    ['its Result at ResultPath', { Result: 0, ResultPath: '$.c.d' }, { a: 1, b: 2, c: { d: 0 } }],
    ['its Parameters', { Parameters: { 'sum.$': 'States.MathAdd($.a, $.b)' } }, { sum: 3 }],
    ['what InputPath selects', { InputPath: '$.a' }, 1],
    ['what OutputPath selects', { OutputPath: '$.b' }, 2],
    ['an empty object for a null InputPath', { InputPath: null }, {}],
    ['an empty object for a null OutputPath', { OutputPath: null }, {}],
    ['its raw input for a null ResultPath', { InputPath: '$.a', ResultPath: null }, { a: 1, b: 2 }],
  ])('gives %s', (_what, fields, output) => {
    expect(runCore(pass(fields), { input: { a: 1, b: 2 } }).execution.output).toEqual(output);
  });

  test('swaps variables, because Assign sees them as they were', () => {
    const { execution } = runCore({
      QueryLanguage: 'JSONata',
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { x: 1, y: 2 }, Next: 'Swap' },
        Swap: { Type: 'Pass', Assign: { x: '{% $y %}', y: '{% $x %}' }, Next: 'Tell' },
        Tell: { Type: 'Pass', Output: '{% [$x, $y] %}', End: true },
      },
    });
    expect(execution.output).toEqual([2, 1]);
    expect(execution.history[4]).toMatchObject({ assignedVariables: { x: 2, y: 1 } });
  });

  test('fails with States.DataLimitExceeded when it makes too much', () => {
    const { execution } = runCore(pass({ Result: 'x'.repeat(262_144) }));
    expect(execution).toMatchObject({
      error: 'States.DataLimitExceeded',
      cause:
        "The state/task 'Go' returned a result with a size exceeding the maximum number of bytes service limit.",
    });
  });

  test('has $states.input and no $states.result in JSONata', () => {
    expect(
      runCore(pass({ Output: '{% $states.input.a %}' }, 'JSONata'), { input: { a: 1 } }).execution.output,
    ).toBe(1);
    expect(runCore(pass({ Output: '{% $states.result %}' }, 'JSONata')).execution.status).toBe('FAILED');
  });
});
