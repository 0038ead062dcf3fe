import * as fc from 'fast-check';
import type { JsonObject } from '../../asl/json.ts';

const texts = fc.constantFrom('', 'a', 'abc', 'b c', 'a,b,,c', 'ü€', 'ab*', 'A');
const integers = fc.integer({ min: -5, max: 9 });

/** One shape for all cases, so that paths and functions mostly find what they are made for. */
export const inputs: fc.Arbitrary<JsonObject> = fc.record({
  n: integers,
  m: fc.integer({ min: 1, max: 6 }),
  text: texts,
  json: fc.constantFrom('{"a":[1,{"b":null}]}', '[]', '"t"', '7', 'true', 'null', '{'),
  list: fc.array(integers, { maxLength: 6 }),
  words: fc.array(texts, { maxLength: 4 }),
  rows: fc.array(fc.record({ id: integers, tag: texts, price: fc.constantFrom(1, 2.5, 10) }), {
    maxLength: 4,
  }),
  deep: fc.record({
    a: fc.record({ b: texts, 'k-ey': integers }),
    list: fc.array(fc.array(integers), { maxLength: 3 }),
  }),
  flag: fc.boolean(),
  none: fc.constant(null),
  stamp: fc.constantFrom('2024-01-01T00:00:00Z', '2019-12-31T23:59:59Z', '2023-03-01T01:00:00Z'),
});

/**
 * Elements from the end, and paths that go on after an index, are left out: moto gives lists of them
 * (localstack/localstack#11321). So are null as an argument, escaped quotes, and timestamps with fractions.
 */
export const paths = fc.constantFrom(
  '$',
  '$.n',
  '$.text',
  "$['text']",
  '$.list',
  '$.list[0]',
  '$.list[*]',
  '$.list[1:]',
  '$.list[:2]',
  '$.list[0,1]',
  '$.rows[*].id',
  '$.rows[0:2].tag',
  '$.rows[?(@.price > 2)].id',
  '$.rows[?(@.id == 1)]',
  "$.rows[?(@.tag == 'a')].price",
  '$..id',
  '$.deep.a.b',
  "$.deep.a['k-ey']",
  '$.deep.list[0]',
  '$.none',
  '$.missing',
  '$$.Execution.Input.n',
  '$$.Execution.Input.list[1:]',
);
