import { expect, test } from '@jest/globals';
import { UnreadableItems } from '../../../../local/host/items/item-chunk.ts';
import { jsonItems, jsonLinesItems } from '../../../../local/host/items/json-items.ts';

const itemsOf = (text: string, pointer?: string) => [...jsonItems(text, { pointer, source: 'S3://b/k' })];

test('takes the items of an array', () => {
  expect(itemsOf('[1,{"a":2}]')).toEqual([{ items: [1, { a: 2 }], source: 'S3://b/k' }]);
});

test('follows ItemsPointer to an array, and to an object', () => {
  const text = '{"orders":[{"a/b":{"x":1,"y":2}}]}';
  expect(itemsOf(text, '/orders')).toEqual([{ items: [{ 'a/b': { x: 1, y: 2 } }], source: 'S3://b/k' }]);
  expect(itemsOf(text, '/orders/0/a~1b')).toEqual([{ items: [1, 2], keys: ['x', 'y'], source: 'S3://b/k' }]);
});

test('hands on a thousand items at a time', () => {
  const sizes = itemsOf(JSON.stringify(Array.from({ length: 2_500 }, () => 1))).map(
    ({ items }) => items.length,
  );
  expect(sizes).toEqual([1_000, 1_000, 500]);
});

test.each([
  ['an object', '{"a":1}', undefined],
  ['a number', '3', undefined],
  ['a place that is not there', '{"a":[]}', '/b'],
  ['an inherited member', '{}', '/constructor'],
])('does not map over %s', (_what, text, pointer) => {
  expect(() => itemsOf(text, pointer)).toThrow(
    new UnreadableItems('Attempting to map over non-iterable node.'),
  );
});

test('says that a text is no JSON', () => {
  expect(() => itemsOf('[1')).toThrow(/^The dataset is no valid JSON/);
});

test('takes each line of JSON Lines, across pieces', async () => {
  const items = [];
  for await (const chunk of jsonLinesItems(pieces('{"a":1}\n{"a"', ':2}\n\n', '3'), 's'))
    items.push(...chunk.items);
  expect(items).toEqual([{ a: 1 }, { a: 2 }, 3]);
});

async function* pieces(...texts: readonly string[]): AsyncGenerator<string> {
  yield* texts;
}
