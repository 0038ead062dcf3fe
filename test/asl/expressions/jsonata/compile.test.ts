import { describe, expect, test } from '@jest/globals';
import { compileJsonata, isJsonata } from '../../../../asl/expressions/jsonata/compile.ts';
import {
  QueryEvaluationError,
  unexpectedResultType,
} from '../../../../asl/expressions/jsonata/query-evaluation-error.ts';
import { ExpressionSyntaxError } from '../../../../asl/expressions/syntax-error.ts';
import type { Json } from '../../../../asl/json.ts';
import { scopeOf } from '../evaluation-scope.ts';

const scope = scopeOf(
  {
    order: {
      id: 7,
      lines: [
        { sku: 'A', price: 5 },
        { sku: 'B', price: 20 },
      ],
    },
    empty: [],
    text: 'abc',
    none: null,
  },
  { context: { Execution: { Name: 'run' } }, variables: { limit: 10, list: [3, 1, 2], count: 'shadow' } },
);

function evaluate(text: string): Json {
  return compileJsonata(`{% ${text} %}`, 'Output').evaluate(scope);
}

describe('values', () => {
  test.each<[string, Json]>([
    ['$states.input.order.id', 7],
    ['$states.context.Execution.Name', 'run'],
    ['$states.input.order.lines.price', [5, 20]],
    ['$states.input.order.lines[price > $limit].sku', 'B'],
    ['$states.input.order.lines[0].sku', 'A'],
    ['$states.input.none', null],
    ['$list[-1]', 2],
    ["$states.input.order.id = 7 ? 'yes' : 'no'", 'yes'],
    [
      "{'total': $sum($states.input.order.lines.price), 'sorted': $sort($list)}",
      { total: 25, sorted: [1, 2, 3] },
    ],
    ['$states.input.order.lines.{sku: price}', [{ A: 5 }, { B: 20 }]],
    ['$states.input.order.lines{sku: price}', { A: 5, B: 20 }],
    ['$map($list, function($v) { $v * 2 })', [6, 2, 4]],
    ['($double := function($v) { $v * 2 }; $double($limit))', 20],
    ['$variable := 1', 1],
    ["$contains('hello$world', /^hello\\$/)", true],
    ["$replace('2026-11-23', /(\\d+)-(\\d+)/, '$2/$1')", '11/2026-23'],
    ["$states.input.text = 'abc'", true],
    ['$count', 'shadow'],
    ['[1/0, -1/0]', ['Infinity', '-Infinity']],
    ["$parseInteger('abc', '0')", 'NaN'],
    ['$keys({"a": 1})', 'a'],
    ["'__evaluate_entry'", '__evaluate_entry'],
    ['$states.input.empty[]', []],
    ['$not($states.input.none)', true],
    ['$string(1e20)', '100000000000000000000'],
  ])('%s', (text, expected) => {
    expect(evaluate(text)).toEqual(expected);
  });

  test('$states has just the fields that the state has', () => {
    const states = compileJsonata('{% $states %}', 'Output');
    expect(states.evaluate(scopeOf(1))).toEqual({ input: 1, context: {} });
    expect(states.evaluate(scopeOf(1, { result: [], errorOutput: { Error: 'E' } }))).toEqual({
      input: 1,
      context: {},
      result: [],
      errorOutput: { Error: 'E' },
    });
  });

  test('time is the time of the scope', () => {
    expect(evaluate('$now()')).toBe('2026-11-23T12:00:00.000Z');
    expect(evaluate("$now('[Y]-[M01]', '+0200')")).toBe('2026-11');
    expect(evaluate('$millis()')).toBe(Date.UTC(2026, 10, 23, 12));
  });

  test('results are plain JSON', () => {
    const value = evaluate('$states.input.order.lines.sku') as readonly Json[];
    expect(Object.keys(value)).toEqual(['0', '1']);
    expect(Object.getPrototypeOf(evaluate("$merge([{'a': 1}])"))).toBe(Object.prototype);
  });

  test.each(['__proto__', 'constructor', 'toString'])('%s of the input is data', (key) => {
    const expression = compileJsonata(
      `{% [$states.input.${key}, $lookup($states.input, '${key}')] %}`,
      'Output',
    );
    expect(expression.evaluate(scopeOf(JSON.parse(`{"${key}": 1}`) as Json))).toEqual([1, 1]);
    expect(expression.evaluate(scopeOf({}))).toEqual([]);
  });

  test('an object can have a member named __proto__', () => {
    expect(JSON.stringify(evaluate("{'__proto__': $limit}"))).toBe('{"__proto__":10}');
    expect(JSON.stringify(evaluate("$merge([{'__proto__': $limit}])"))).toBe('{"__proto__":10}');
  });
});

describe('failures', () => {
  test.each([
    ['$doesNotExist', ' returned nothing (undefined).'],
    ['$states.input.nope.below', ' returned nothing (undefined).'],
    ['$fn := function($x){$x}', ' returned an unsupported result type.'],
    ["{'f': $sum}", ' returned an unsupported result type.'],
    ["$eval('1+1')", ' threw an error during evaluation. T1006: Attempted to invoke a non-function'],
    [
      "$sum('a')",
      ' threw an error during evaluation. T0412: Argument 1 of function "sum" must be an array of "numbers"',
    ],
    [
      '$states.input.text + 1',
      ' threw an error during evaluation. T2001: The left side of the "+" operator must evaluate to a number',
    ],
    ["$error('boom')", ' threw an error during evaluation. D3137: boom'],
    ['$count([1])', ' threw an error during evaluation. T1006: Attempted to invoke a non-function'],
  ])('%s', (text, outcome) => {
    expect(() => evaluate(text)).toThrow(
      expect.objectContaining({
        error: 'States.QueryEvaluationError',
        cause: `The JSONata expression '${text}' specified for the field 'Output'${outcome}`,
        location: 'Output',
      }),
    );
  });

  test('a value of another type than the field demands is quoted', () => {
    const items = compileJsonata("{% {'foo': 'bar'} %}", 'Items');
    expect(unexpectedResultType(items, 'array', items.evaluate(scope)).cause).toBe(
      "The JSONata expression '{'foo': 'bar'}' specified for the field 'Items' returned an unexpected result type. " +
        `Expected 'array', but was 'object' for value: {"foo":"bar"}`,
    );
    expect(unexpectedResultType(items, 'array', null)).toBeInstanceOf(QueryEvaluationError);
  });
});

describe('the data of the scope', () => {
  const frozen = deepFreeze({ items: [{ a: 1 }], none: [], object: { a: [] } }) as Json;

  test.each([
    '$states.input.items[]',
    '$states.input.none[]',
    '$states.input.none{a: 1}',
    '$states.input.object.a{"k": 1}',
    '$states.input.object()',
    '$states.input.items.a.b()',
    '$data()',
    '$count($states.input.items)',
    '$states.input ~> |items|{"b": 2}|',
    '$append($states.input.none, 1)',
    '$reverse($states.input.items)',
    '$states.input.items^(a)',
  ])('%s does not write to it', (text) => {
    const expression = compileJsonata(`{% ${text} %}`, 'Output');
    const attempt = () => {
      try {
        expression.evaluate(scopeOf(frozen, { variables: { data: frozen, count: frozen } }));
        return 'a value';
      } catch (problem) {
        return String((problem as QueryEvaluationError).cause);
      }
    };
    expect(attempt()).not.toMatch(/internal error|read only|not extensible/);
  });
});

describe('syntax', () => {
  test.each([
    ['1 +', 'Unexpected end of expression'],
    ['$x :=', 'Unexpected end of expression'],
    ['"unterminated', 'String literal must be terminated by a matching quote'],
    ['{"a":}', 'The symbol "}" cannot be used as a unary operator'],
    ['$match("a", /abc', 'No terminating / in regular expression'],
    ['$a ?: 1', 'The symbol ":" cannot be used as a unary operator'],
    ['', 'Unexpected end of expression'],
    ['($__evaluate_entry := 0; 1)', 'Names that begin with __evaluate_ are reserved'],
    ['$match("a", /(?=a)/)', 'The regular expression /(?=a)/ is not supported'],
    ['$match("a", /(a)\\1/)', 'The regular expression /(a)\\1/ is not supported'],
    ['$x.a@$__evaluate_entry.b', 'Names that begin with __evaluate_ are reserved'],
    ['$x.a#$__evaluate_exit.b', 'Names that begin with __evaluate_ are reserved'],
    ['$x.a[b]#$__evaluate_exit.b', 'Names that begin with __evaluate_ are reserved'],
    ['function($__evaluate_exit){1}(0)', 'Names that begin with __evaluate_ are reserved'],
  ])('%j is refused', (text, message) => {
    expect(() => compileJsonata(`{% ${text} %}`, 'Output')).toThrow(ExpressionSyntaxError);
    expect(() => compileJsonata(`{% ${text} %}`, 'Output')).toThrow(message);
  });

  test.each([
    ['{% 1 %}', true],
    ['{%1%}', true],
    [' {% 1 %}', false],
    ['{% 1 %} ', false],
    ['{%}', false],
    ['text', false],
  ])('%j is an expression: %s', (text, expected) => {
    expect(isJsonata(text)).toBe(expected);
  });
});

function deepFreeze(value: object): object {
  for (const member of Object.values(value)) if (typeof member === 'object') deepFreeze(member as object);
  return Object.freeze(value);
}
