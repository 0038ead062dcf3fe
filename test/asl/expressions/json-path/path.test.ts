import { describe, expect, test } from '@jest/globals';
import { compilePath } from '../../../../asl/expressions/json-path/path.ts';
import { compilePathOrIntrinsic } from '../../../../asl/expressions/path-or-intrinsic.ts';
import { ExpressionSyntaxError } from '../../../../asl/expressions/syntax-error.ts';
import type { Json } from '../../../../asl/json.ts';
import { StateError } from '../../../../asl/state-error.ts';
import { scopeOf } from '../evaluation-scope.ts';

const order: Json = {
  id: 'o-1',
  'delivery-partner': 'DHL',
  lines: [
    { sku: 'A', price: 5, tags: ['red'] },
    { sku: 'B', price: 20, gift: null },
    { sku: 'C', price: 12.5, tags: [] },
  ],
  customer: { name: 'Ann', address: { city: 'Delft' } },
};

const scope = scopeOf(order, {
  context: { Execution: { Id: 'arn' }, Map: { Item: { Index: 2, Value: [10, 20] } } },
  variables: { limit: 10, rates: { low: [1, 2] } },
});

function evaluate(path: string): Json {
  return compilePath(path).evaluate(scope);
}

describe('definite paths', () => {
  test.each<[string, Json]>([
    ['$', order],
    ['$.id', 'o-1'],
    ['$.delivery-partner', 'DHL'],
    ["$['delivery-partner']", 'DHL'],
    ['$["customer"]["address"].city', 'Delft'],
    ['$.lines[0].sku', 'A'],
    ['$.lines[-1].sku', 'C'],
    ['$.lines[1].gift', null],
    ["$['id', 'delivery-partner']", { id: 'o-1', 'delivery-partner': 'DHL' }],
    ['$$.Execution.Id', 'arn'],
    ['$$.Map.Item.Value[1]', 20],
    ['$limit', 10],
    ['$rates.low[0]', 1],
    ['$.lines.length()', 3],
    ['$.lines[*].price.sum()', 37.5],
    ['$.lines[*].price.max()', 20],
    ['$.customer.keys()', ['name', 'address']],
  ])('%s gives one value', (path, expected) => {
    expect(evaluate(path)).toEqual(expected);
    expect(compilePath(path).definite).toBe(true);
  });

  test('a name in brackets keeps escapes that AWS does not know', () => {
    const path = compilePath(String.raw`$['Test\""Name"']`);
    expect(path.evaluate(scopeOf({ 'Test\\""Name"': 1 }))).toBe(1);
    expect(compilePath(String.raw`$['it\'s']`).evaluate(scopeOf({ "it's": 2 }))).toBe(2);
  });

  test.each([
    ['$.nothing', "Invalid path '$.nothing' : No results for path: $['nothing']"],
    ['$.nothing.below', "Invalid path '$.nothing.below' : Missing property in path $['nothing']"],
    ['$.lines[9]', "Invalid path '$.lines[9]' : No results for path: $['lines'][9]"],
    ['$$.Execution.Nope', "Invalid path '$$.Execution.Nope' : No results for path: $['Execution']['Nope']"],
    ['$.constructor', "Invalid path '$.constructor' : No results for path: $['constructor']"],
    [
      '$.id[0]',
      `Invalid path '$.id[0]' : Filter: [0] can only be applied to arrays. Current context is: "o-1"`,
    ],
    ['$.lines[1].gift[0]', "Invalid path '$.lines[1].gift[0]' : The path $['lines'][1]['gift'] is null"],
  ])('%s fails when it leads nowhere', (path, cause) => {
    expect(() => evaluate(path)).toThrow(new StateError('States.Runtime', cause));
    expect(compilePath(path).find(scope)).toBeUndefined();
  });
});

describe('indefinite paths', () => {
  test.each<[string, Json]>([
    ['$.lines[*].sku', ['A', 'B', 'C']],
    ['$.lines[1:].sku', ['B', 'C']],
    ['$.lines[:1].sku', ['A']],
    ['$.lines[-2:].sku', ['B', 'C']],
    ['$.lines[0:3:2].sku', ['A', 'C']],
    ['$.lines[0,2].sku', ['A', 'C']],
    [
      "$.lines[*]['sku','price']",
      [
        { sku: 'A', price: 5 },
        { sku: 'B', price: 20 },
        { sku: 'C', price: 12.5 },
      ],
    ],
    ['$..price', [5, 20, 12.5]],
    ['$.customer.*', ['Ann', { city: 'Delft' }]],
    ['$.missing[*]', []],
    ['$.missing[1:].deeper', []],
    ['$.id[*]', []],
    ['$..nothing', []],
  ])('%s gives a list', (path, expected) => {
    expect(evaluate(path)).toEqual(expected);
    expect(compilePath(path).definite).toBe(false);
  });
});

describe('filters', () => {
  test.each<[string, Json]>([
    ['@.price == 5', ['A']],
    ['@.price != 5', ['B', 'C']],
    ['@.price > 10', ['B', 'C']],
    ['@.price >= 12.5 && @.price < 20', ['C']],
    ['@.sku == \'A\' || @.sku == "B"', ['A', 'B']],
    ["!(@.sku == 'A')", ['B', 'C']],
    ['@.tags', ['A', 'C']],
    ['!@.tags', ['B']],
    ['@.gift == null', ['B']],
    ['@.tags[0]', ['A']],
    ['@.tags.length() == 0', ['C']],
    ["@.sku in ['A', 'C']", ['A', 'C']],
    ["@.sku nin ['A', 'C']", ['B']],
    ["@.tags contains 'red'", ['A']],
    ['@.tags empty true', ['C']],
    ['@.tags size 1', ['A']],
    ["@.tags anyof ['red', 'blue']", ['A']],
    ["@.tags noneof ['red']", ['B', 'C']],
    ["@.tags subsetof ['red', 'blue']", ['A', 'C']],
    ['@.sku =~ /[ab]/i', ['A', 'B']],
    ['@.sku =~ /[ab]/', []],
    ['@.price > $limit', ['B', 'C']],
    ['@.sku == $.lines[0].sku', ['A']],
    ["@.price > 'text'", []],
  ])('%s', (condition, expected) => {
    expect(evaluate(`$.lines[?(${condition})].sku`)).toEqual(expected);
  });

  test('an object is tested itself, not its members', () => {
    expect(evaluate("$.customer[?(@.name == 'Ann')].address.city")).toEqual(['Delft']);
  });

  test('a pattern that explodes elsewhere ends at once', () => {
    const path = compilePath('$[?(@ =~ /(a+)+b/)]');
    expect(path.evaluate(scopeOf([`${'a'.repeat(5000)}c`]))).toEqual([]);
  });
});

describe('a filter that cannot be read', () => {
  test.each([
    '(@.sku==A)',
    '(@.a ==)',
    '(@ == {"a": 1})',
    '(@.a == "(" x)',
    '(@.b[?(@.c==D)])',
    '((@.a = 1))',
  ])('is accepted and fails when evaluated: %s', (filter) => {
    const text = `$.lines[?${filter}].sku`;
    const path = compilePath(text);
    expect(path.references.unreadableFilters).toHaveLength(1);
    expect(() => path.evaluate(scopeOf({}))).toThrow(
      expect.objectContaining({
        error: 'States.Runtime',
        cause: expect.stringContaining(`Invalid path '${text}' : Could not compile inline filter : [?(`),
      }),
    );
  });

  test('fails the intrinsic function that it is an argument of', () => {
    const call = compilePathOrIntrinsic('States.ArrayLength($.lines[?(@.sku==A)])', 'count.$');
    expect(call.references.unreadableFilters).toEqual(['(@.sku==A)']);
    expect(() => call.evaluate(scopeOf({ lines: [] }))).toThrow(StateError);
  });
});

describe('syntax', () => {
  test.each([
    ['', 0],
    ['id', 0],
    ['$.', 2],
    ['$.a b', 3],
    ['$.a[', 4],
    ['$.a[]', 4],
    ["$['a", 2],
    ['$[?(@.a ==]', 11],
    ['$[?(@.a) && (@.b)]', 9],
    ['$[?@.a == 1]', 3],
    ['$.a.nope()', 10],
    ['$.a.length().b', 12],
    ['$[1:2:0]', 7],
    ['$[?(@ =~ /(?=a)/)]', 0],
  ])('%j is refused at position %d', (path, position) => {
    expect(() => compilePath(path)).toThrow(ExpressionSyntaxError);
    expect(() => compilePath(path)).toThrow(expect.objectContaining({ position }));
  });

  test('every variable that a path reads is known', () => {
    const { references } = compilePath('$rates[?(@.a == $limit && (!@.b || $other.c > 1))].d');
    expect(references.variables).toEqual(['rates', 'limit', 'other']);
  });
});

describe('a path that looks at values again and again', () => {
  const nested = (levels: number): Json =>
    Array.from({ length: levels }).reduce<Json>((below) => ({ a: below }), 1);

  test.each(['$..*..*..*..*', '$..a..a..a', "$..['a']..[?(@.a)]..*"])('ends: %s', (path) => {
    expect(() => compilePath(path).evaluate(scopeOf(nested(500)))).toThrow(
      expect.objectContaining({ error: 'States.DataLimitExceeded' }),
    );
  });
});
