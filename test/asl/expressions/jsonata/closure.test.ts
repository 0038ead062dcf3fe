import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { compileClosure } from '../../../../asl/expressions/jsonata/closure.ts';
import { compileJsonata } from '../../../../asl/expressions/jsonata/compile.ts';
import { parseJsonata } from '../../../../asl/expressions/jsonata/library.ts';
import { plainJson } from '../../../../asl/expressions/jsonata/plain-json.ts';
import type { Json, JsonObject } from '../../../../asl/json.ts';
import { scopeOf } from '../evaluation-scope.ts';

/**
 * The referee of the closures is the library itself: expressions made of all that closures can do, over data of every
 * shape, must give the library's value, and must fail where the library fails or gives nothing.
 */

const names = ['a', 'b', 'c', '__proto__'];

const data = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.constantFrom<Json>(null, true, false, 0, 1, -2.5, 1e300, 12_345_678.9, '', 'x', 'ab'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 3 }),
  ),
})).value;

const index = fc.integer({ min: -2, max: 2 }).map((at) => `[${at}]`);

const path = fc
  .tuple(
    fc.constantFrom('$states.input', '$states.context', '$states.result', '$v', '$list', '$missing'),
    fc.array(fc.tuple(fc.constantFrom(...names), fc.option(index)), { maxLength: 4 }),
  )
  .map(([root, steps]) => root + steps.map(([name, at]) => `.${name}${at ?? ''}`).join(''));

const term = fc
  .tuple(fc.constantFrom('', '<', '>'), fc.constantFrom('$', '$.a', 'a', 'b', 'a.b', 'c[0]'))
  .map(([order, key]) => order + key);

const orderedPath = fc
  .tuple(
    path,
    fc.array(term, { minLength: 1, maxLength: 2 }),
    fc.option(index),
    fc.array(fc.constantFrom(...names), { maxLength: 2 }),
  )
  .map(
    ([sorted, terms, at, below]) =>
      `${sorted}^(${terms.join(', ')})${at ?? ''}${below.map((name) => `.${name}`).join('')}`,
  );

const literal = fc.constantFrom('0', '1', '2.5', '-3', '""', '"x"', "'it is'", 'true', 'false', 'null');

const text = fc.string({ maxLength: 5, unit: 'binary' }).map((value) => JSON.stringify(value));
const number = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((value) => String(value).replace('e+', 'e'));

const arguments_ = {
  text,
  number,
  texts: fc.array(text, { maxLength: 3 }).map((values) => `[${values.join(', ')}]`),
  numbers: fc.array(number, { maxLength: 3 }).map((values) => `[${values.join(', ')}]`),
  objects: fc
    .array(fc.dictionary(fc.constantFrom(...names), fc.integer()), { maxLength: 3 })
    .map((values) => JSON.stringify(values)),
} satisfies Record<string, fc.Arbitrary<string>>;

const operator = fc.constantFrom(...'and or = != < <= > >= + - * / % & in'.split(' '));

const calls = fc.constantFrom(
  ...'exists string boolean not type number length uppercase lowercase trim abs ceil floor round sum max min'.split(
    ' ',
  ),
  ...'average count merge contains substring substringBefore substringAfter join power append'.split(' '),
);

/** Functions with arguments of the kinds that they want. */
const suitableCall = fc.oneof(
  call('uppercase lowercase trim length number', ['text']),
  call('contains substringBefore substringAfter', ['text', 'text']),
  call('substring', ['text', 'number'], ['number']),
  call('join', ['texts'], ['text']),
  call('abs ceil floor round', ['number'], ['number']),
  call('power', ['number', 'number']),
  call('sum max min average count', ['numbers']),
  call('merge', ['objects']),
);

type Kind = 'text' | 'texts' | 'number' | 'numbers' | 'objects';

function call(
  functions: string,
  required: readonly Kind[],
  optional: readonly Kind[] = [],
): fc.Arbitrary<string> {
  const given = [required, [...required, ...optional]].map((kinds) =>
    fc.tuple(...kinds.map((kind) => arguments_[kind])),
  );
  return fc
    .tuple(fc.constantFrom(...functions.split(' ')), fc.oneof(...given))
    .map(([name, values]) => `$${name}(${values.join(', ')})`);
}

const expression = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(path, path, literal, orderedPath),
    fc.tuple(tie('text'), operator, tie('text')).map(([left, sign, right]) => `(${left} ${sign} ${right})`),
    fc.tuple(tie('text'), tie('text'), tie('text')).map(([test, yes, no]) => `(${test} ? ${yes} : ${no})`),
    fc.array(tie('text'), { maxLength: 3 }).map((elements) => `[${elements.join(', ')}]`),
    fc.dictionary(fc.constantFrom(...names), tie('text'), { maxKeys: 3 }).map(
      (members) =>
        `{${Object.entries(members)
          .map(([key, value]) => `"${key}": ${value}`)
          .join(', ')}}`,
    ),
    fc
      .tuple(calls, fc.array(tie('text'), { minLength: 1, maxLength: 2 }))
      .map(([name, given]) => `$${name}(${given.join(', ')})`),
    tie('text').map((operand) => `-(${operand})`),
    suitableCall,
  ),
})).text;

test('closures give what the library gives', () => {
  const counts = { closures: 0, values: 0, all: 0 };
  fc.assert(
    fc.property(expression, data, data, data, (text, input, v, list) => {
      const variables: JsonObject = { v, list: [list, v, 1] };
      const scope = scopeOf(input, { context: { a: { b: list } }, variables });
      const states = { input, context: scope.context };
      const expected = outcomeOf(() =>
        plainJson(defined(parseJsonata(text).evaluate(undefined, { ...variables, states }))),
      );
      const closure = compileClosure(parseJsonata(text).ast());
      counts.all += 1;
      counts.closures += closure === undefined ? 0 : 1;
      counts.values += closure !== undefined && outcomeOf(() => defined(closure(scope))) !== failed ? 1 : 0;
      expect(outcomeOf(() => compileJsonata(`{% ${text} %}`, 'Output').evaluate(scope))).toBe(expected);
    }),
    { numRuns: 500 },
  );
  expect(counts.closures / counts.all).toBeGreaterThan(0.9);
  expect(counts.values / counts.all).toBeGreaterThan(0.2);
});

const failed = 'failed';

function outcomeOf(evaluate: () => unknown): string {
  try {
    return JSON.stringify(evaluate());
  } catch {
    return failed;
  }
}

function defined(value: unknown): unknown {
  if (value === undefined) throw new Error('nothing');
  return value;
}

test.each([
  '$states',
  '$',
  '$$',
  '$sum',
  '$x.*',
  '$x.**',
  '$x.a[b = 1]',
  '$x.a[]',
  '$x^(a + 1)',
  '$x{a: b}',
  '$x ~> $sum',
  '$f := 1',
  '($a := 1; $a)',
  '$map($x, function($v) { $v })',
  '$x.(a)',
  '[1..3]',
  '/a/',
  '$x.a.%.b',
  '$sum($x)[0]',
  "{'a': 1, 'a': 2}",
  '{$x: 1}',
  Array<number>(101).fill(1).join('+'),
])('%s is left to the library', (text) => {
  const closure = compileClosure(parseJsonata(text).ast());
  const scope = scopeOf(null, { variables: { x: [{ a: 1 }] } });
  expect(outcomeOf(() => defined(closure?.(scope)))).toBe(failed);
});
