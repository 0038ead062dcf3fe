import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Json } from '../../../asl/json.ts';
import { payloadBytesMax } from '../../../local/engine/limits.ts';
import { exceedsPayloadLimit } from '../../../local/engine/payload-size.ts';

/** A value of few objects whose text has 2 to the power of `doublings` elements. */
function doubled(doublings: number): Json {
  let value: Json = 'x';
  for (let done = 0; done < doublings; done += 1) value = [value, value];
  return value;
}

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
  ])('%s: %#', (_what, value: Json, expected) => {
    expect(exceedsPayloadLimit(value)).toBe(expected);
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
