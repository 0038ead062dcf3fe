import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../../asl/json.ts';
import { runCore } from '../../../support/core.ts';

/** Whether a rule matches; the error when it fails. */
function matches(rule: object, input: Json): boolean | string | undefined {
  const { execution } = runCore(
    {
      StartAt: 'Choose',
      States: {
        Choose: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' },
        Yes: { Type: 'Pass', Result: true, End: true },
        No: { Type: 'Pass', Result: false, End: true },
      },
    },
    { input },
  );
  return execution.status === 'SUCCEEDED' ? (execution.output as boolean) : execution.cause;
}

const early = '2024-01-01T00:00:00Z';
const late = '2024-01-01T02:00:00+01:00';

describe('a data-test expression', () => {
  test.each([
    ['StringEquals', 'a', 'a', true],
    ['StringEquals', 'a', 'b', false],
    ['StringEquals', '1', 1, false],
    ['StringLessThan', 'b', 'a', true],
    ['StringLessThan', 'a', 'a', false],
    ['StringLessThanEquals', 'a', 'a', true],
    ['StringGreaterThan', 'B', 'a', true],
    ['StringGreaterThanEquals', 'a', 'Z', false],
    ['NumericEquals', 1, 1, true],
    ['NumericEquals', 1, '1', false],
    ['NumericLessThan', 2, 1, true],
    ['NumericLessThanEquals', 1, 1, true],
    ['NumericGreaterThan', 1, 1, false],
    ['NumericGreaterThanEquals', 1, 1.5, true],
    ['BooleanEquals', true, true, true],
    ['BooleanEquals', false, 'false', false],
    ['TimestampEquals', early, '2024-01-01T01:00:00+01:00', true],
    ['TimestampLessThan', late, early, true],
    ['TimestampLessThanEquals', early, late, false],
    ['TimestampGreaterThan', early, late, true],
    ['TimestampGreaterThanEquals', early, early, true],
    ['TimestampEquals', early, 'yesterday', false],
    ['StringMatches', 'log-*.txt', 'log-2024.txt', true],
    ['StringMatches', 'log-*.txt', 'log-.txt', true],
    ['StringMatches', 'log-*.txt', 'log.txt', false],
    ['StringMatches', '*a*b*', 'xxaxxbxx', true],
    ['StringMatches', '*a*b*', 'xxbxxaxx', false],
    ['StringMatches', 'a*a', 'a', false],
    ['StringMatches', 'a\\*', 'a*', true],
    ['StringMatches', 'a\\*', 'ab', false],
    ['StringMatches', 'a\\\\*', 'a\\b', true],
    ['StringMatches', 'exact', 'exact', true],
    ['IsNull', true, null, true],
    ['IsNull', false, 1, true],
    ['IsNumeric', true, '1', false],
    ['IsString', true, 'a', true],
    ['IsBoolean', false, true, false],
    ['IsTimestamp', true, early, true],
    ['IsTimestamp', true, '2024-13-01T00:00:00Z', false],
    ['IsPresent', true, 0, true],
  ])('%s %j against %j: %s', (operator, operand, value, expected) => {
    expect(matches({ Variable: '$.value', [operator]: operand }, { value })).toBe(expected);
  });

  test.each([
    ['StringEqualsPath', 'a', 'a', true],
    ['NumericLessThanPath', 2, 1, true],
    ['TimestampGreaterThanPath', early, late, true],
  ])('%s takes its operand from a path', (operator, operand, value, expected) => {
    expect(matches({ Variable: '$.value', [operator]: '$.operand' }, { value, operand })).toBe(expected);
  });

  test('only IsPresent may look for what is not there', () => {
    expect(matches({ Variable: '$.none', IsPresent: false }, {})).toBe(true);
    expect(matches({ Variable: '$.none', IsNull: true }, {})).toBe(
      "An error occurred while executing the state 'Choose' (entered at the event id #2). Invalid path '$.none': The choice state's condition path references an invalid value.",
    );
  });
});

describe('a boolean expression', () => {
  const one = { Variable: '$', NumericEquals: 1 };
  const fails = { Variable: '$.none', NumericEquals: 1 };

  test.each([
    ['And of all', { And: [one, one] }, true],
    ['And of one that does not match', { And: [{ Not: one }, fails] }, false],
    ['Or of one', { Or: [one, fails] }, true],
    ['Or of none', { Or: [{ Not: one }] }, false],
    ['Not inside Not', { Not: { Not: one } }, true],
  ])('%s: %j is %s', (_what, rule, expected) => {
    expect(matches(rule, 1)).toBe(expected);
  });
});
