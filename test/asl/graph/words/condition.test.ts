import { expect, test, describe } from '@jest/globals';
import { conditionInWords } from '../../../../asl/graph/words/condition.ts';
import type { JsonObject } from '../../../../asl/json.ts';

describe('conditionInWords of a JSONPath rule', () => {
  test.each<[JsonObject, string]>([
    [{ Variable: '$.status', StringEquals: 'OPEN' }, 'status is "OPEN"'],
    [{ Variable: '$.amount', NumericGreaterThan: 1000 }, 'amount > 1000'],
    [{ Variable: '$.amount', NumericLessThanEqualsPath: '$.limits.most' }, 'amount ≤ limits.most'],
    [{ Variable: '$.name', StringMatches: 'a*' }, 'name is like "a*"'],
    [{ Variable: '$.name', StringMatches: 'a' }, 'name is "a"'],
    [{ Variable: '$.paid', BooleanEquals: true }, 'paid is true'],
    [{ Variable: '$.at', TimestampLessThan: '2026-01-01T00:00:00Z' }, 'at < "2026-01-01T00:00:00Z"'],
    [{ Variable: '$.x', IsPresent: true }, 'x is present'],
    [{ Variable: '$.x', IsPresent: false }, 'x is missing'],
    [{ Variable: '$.x', IsNumeric: false }, 'x is not a number'],
    [{ Variable: '$', StringEquals: 'all' }, 'input is "all"'],
    [{ Variable: '$[0].error', IsPresent: true }, 'input[0].error is present'],
    [{ Variable: '$$.Execution.Name', StringEquals: 'a' }, 'context.Execution.Name is "a"'],
    [{ Variable: '$$.Execution.Input.total', NumericEquals: 3 }, 'input.total is 3'],
    [{ Variable: '$limit', NumericEquals: 3 }, 'limit is 3'],
    [{ Not: { Variable: '$.kind', StringEquals: 'a' } }, 'kind is not "a"'],
    [{ Not: { Variable: '$.kind', IsPresent: true } }, 'kind is missing'],
    [{ Not: { Variable: '$.amount', NumericGreaterThan: 3 } }, 'amount ≤ 3'],
  ])('reads %j as %s', (rule, words) => {
    expect(conditionInWords(rule)).toBe(words);
  });

  const open = { Variable: '$.status', StringEquals: 'OPEN' };
  const large = { Variable: '$.amount', NumericGreaterThan: 1000 };
  const urgent = { Variable: '$.urgent', BooleanEquals: true };

  test('joins And and Or, with parentheses where they mix', () => {
    expect(conditionInWords({ And: [large, open] })).toBe('amount > 1000 and status is "OPEN"');
    expect(conditionInWords({ Or: [{ And: [large, open] }, urgent] })).toBe(
      '(amount > 1000 and status is "OPEN") or urgent is true',
    );
    expect(conditionInWords({ Not: { Or: [large, open] } })).toBe('not (amount > 1000 or status is "OPEN")');
  });

  test('lists the alternatives of one variable', () => {
    const sizes = ['S', 'M', 'L'].map((StringEquals) => ({ Variable: '$.size', StringEquals }));
    expect(conditionInWords({ Or: sizes })).toBe('size is "S", "M" or "L"');
  });

  test('leaves out a presence check that guards a comparison', () => {
    const guard = { Variable: '$.amount', IsPresent: true };
    expect(conditionInWords({ And: [guard, large] })).toBe('amount > 1000');
    expect(conditionInWords({ And: [guard, open] })).toBe('amount is present and status is "OPEN"');
  });

  test('admits that it does not understand', () => {
    expect(conditionInWords({ Next: 'A' })).toBe('unclear condition');
    expect(conditionInWords({ And: [] })).toBe('unclear condition');
  });
});

describe('conditionInWords of a JSONata rule', () => {
  test.each<[string, string]>([
    ['$states.input.amount > 1000 and $states.input.status = "OPEN"', 'amount > 1000 and status is "OPEN"'],
    ['$states.context.Execution.Input.total > 3', 'input.total > 3'],
    ['$states.input.size in ["S", "M"]', 'size is one of ["S", "M"]'],
    ['$exists($states.input.coupon)', 'coupon is present'],
    ['$not($exists($states.input.coupon))', 'coupon is missing'],
    ['$not($states.input.paid)', 'not paid'],
    ['$count($states.input.items) >= $limit', 'count of items ≥ limit'],
    ['$states.context.State.RetryCount != 0', 'context.State.RetryCount is not 0'],
    ['($a or $b) and $c', '(a or b) and c'],
    ['$a and $b or $c', '(a and b) or c'],
    ['$states.input.lines[price > 3].sku = "x"', 'lines[price > 3].sku is "x"'],
    ['$contains($states.input.name, "a")', 'name contains "a"'],
    ['$round($total * 1.19) <= 5', 'round(total × 1.19) ≤ 5'],
    ['true', 'true'],
  ])('reads %s as %s', (expression, words) => {
    expect(conditionInWords({ Condition: `{% ${expression} %}` })).toBe(words);
  });

  test('keeps what it has no words for', () => {
    const lambda = '$map($states.input.x, function($v) { $v > 1 })[0]';
    expect(conditionInWords({ Condition: `{% ${lambda} %}` })).toBe(lambda);
    expect(conditionInWords({ Condition: '{% this is ( not JSONata %}' })).toBe('this is ( not JSONata');
  });

  test('reads a constant condition', () => {
    expect(conditionInWords({ Condition: true })).toBe('always');
    expect(conditionInWords({ Condition: false })).toBe('never');
  });
});
