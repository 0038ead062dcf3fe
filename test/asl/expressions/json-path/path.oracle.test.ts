import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { query } from 'json-p3';
import { compilePath } from '../../../../asl/expressions/json-path/path.ts';
import type { Json } from '../../../../asl/json.ts';
import { scopeOf } from '../evaluation-scope.ts';

/**
 * json-p3 implements RFC 9535. Where the RFC and AWS's dialect agree, which is most of what people write, an
 * independent implementation must give the same values in the same order.
 */

const names = ['a', 'b', 'c-d', '__proto__'];

const document = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.constantFrom<Json>(null, true, 0, 1, 2.5, 'x', ''),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 4 }),
  ),
})).value;

const index = fc.integer({ min: -4, max: 4 });

const filter = fc
  .tuple(
    fc.constantFrom("['a']", "['b'][0]", ''),
    fc.constantFrom('<', '>', '=='),
    fc.constantFrom('1', "'x'", 'true'),
  )
  .map(([path, operator, value]) => `[?(@${path} ${operator} ${value})]`);

const segment = fc.oneof(
  fc.constantFrom(...names).map((name) => `['${name}']`),
  fc.constantFrom('.a', '.b', '..a', '.*', '[*]', '..*', '..[0]'),
  index.map((at) => `[${at}]`),
  fc.tuple(index, index).map(([first, second]) => `[${first},${second}]`),
  fc.tuple(fc.option(index), fc.option(index)).map(([from, to]) => `[${from ?? ''}:${to ?? ''}]`),
);

test('selects what an implementation of RFC 9535 selects', () => {
  const path = fc.array(segment, { maxLength: 5 }).map((segments) => `$${segments.join('')}`);
  fc.assert(
    fc.property(document, path, (input, text) => expectAgreement(input, text)),
    { numRuns: 3000 },
  );
});

test('filters the elements of arrays as RFC 9535 does', () => {
  const elements = fc.array(document, { maxLength: 6 });
  fc.assert(
    fc.property(elements, filter, (input, text) => expectAgreement(input, `$${text}`)),
    { numRuns: 2000 },
  );
});

function expectAgreement(input: Json, text: string): void {
  const path = compilePath(text);
  const found = path.find(scopeOf(input));
  const values = path.definite ? [found].filter((value) => value !== undefined) : found;
  expect(values).toEqual(query(text, input as Parameters<typeof query>[1]).values());
}
