import { describe, expect, test } from '@jest/globals';
import { nestingMax, parseJson } from '../../asl/parse-json.ts';

const arrays = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const objects = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

describe('parseJson', () => {
  test.each([arrays(nestingMax), objects(nestingMax), '"text"', `[${'[],'.repeat(5000)}[]]`])(
    'gives what the text says: %#',
    (text) => {
      expect(JSON.stringify(parseJson(text))).toBe(text);
    },
  );

  test.each([
    arrays(nestingMax + 1),
    objects(nestingMax + 1),
    objects(100_000),
    `[1, ${arrays(nestingMax)}]`,
  ])('refuses to nest deeper: %#', (text) => {
    expect(() => parseJson(text)).toThrow(
      new SyntaxError('Document nesting depth (1001) exceeds the maximum allowed (1000)'),
    );
  });

  test('refuses what is no JSON', () => {
    expect(() => parseJson('[')).toThrow(SyntaxError);
  });
});
