import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Json } from '../../../asl/json.ts';
import { nestingMax } from '../../../asl/parse-json.ts';
import { payloadBytesMax } from '../../../local/engine/limits.ts';
import { exceedsPayloadLimit } from '../../../local/engine/payload-size.ts';
import { runCore } from '../../support/core.ts';

/** A value of few objects whose text has 2 to the power of `doublings` elements. */
function doubled(doublings: number): Json {
  let value: Json = 'x';
  for (let done = 0; done < doublings; done += 1) value = [value, value];
  return value;
}

/** A value of so many arrays inside one another, of which each is large if the innermost holds a long text. */
function nested(levels: number, innermost: Json): Json {
  let value: Json = innermost;
  for (let done = 0; done < levels; done += 1) value = [value];
  return value;
}

test.each([
  { Type: 'Pass', Parameters: { 'before.$': '$' }, Next: 'Wrap' },
  { Type: 'Pass', ResultPath: '$.before', Next: 'Wrap' },
  { Type: 'Pass', QueryLanguage: 'JSONata', Output: { before: '{% $states.input %}' }, Next: 'Wrap' },
])('an execution that nests its data without end fails: %j', (Wrap) => {
  const { execution } = runCore({ StartAt: 'Wrap', States: { Wrap } });
  expect(execution).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  expect(execution.history.length).toBeLessThan(2 * nestingMax + 10);
});

describe('exceedsPayloadLimit', () => {
  test.each([
    ['a text of exactly the limit', 'x'.repeat(payloadBytesMax - 2), false],
    ['one byte more', 'x'.repeat(payloadBytesMax - 1), true],
    ['characters of three bytes', '€'.repeat(payloadBytesMax / 3), true],
    ['characters of three bytes that fit', '€'.repeat(Math.floor((payloadBytesMax - 2) / 3)), false],
    ['many small values', Array.from({ length: payloadBytesMax / 2 }, () => 1), true],
    ['many small values that fit', Array.from({ length: payloadBytesMax / 2 - 1 }, () => 1), false],
    ['a text without end', doubled(60), true],
    ['nothing', null, false],
    ['as many levels as there may be', nested(nestingMax, 'x'.repeat(5000)), false],
    ['one level more', nested(nestingMax + 1, 'x'.repeat(5000)), true],
    ['one level more of little', nested(nestingMax + 1, 1), true],
    ['levels without end', nested(100_000, 1), true],
  ])('%s: %#', (_what, value: Json, expected) => {
    expect(exceedsPayloadLimit(value)).toBe(expected);
  });

  test('counts the levels of what it has seen before', () => {
    const most = nested(nestingMax - 1, ['x'.repeat(5000)]);
    expect([most, [most], most].map(exceedsPayloadLimit)).toEqual([false, true, false]);
  });

  test('agrees with the text for any value, seen once or twice', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 4 }),
        fc.integer({ min: 30_000, max: 60_000 }),
        (value, repeats) => {
          const padded = [value, { text: 'ab"\u0000'.repeat(repeats) }] as Json;
          const exceeds = Buffer.byteLength(JSON.stringify(padded)) > payloadBytesMax;
          expect(exceedsPayloadLimit(padded)).toBe(exceeds);
          expect(exceedsPayloadLimit(padded)).toBe(exceeds);
        },
      ),
    );
  });
});
