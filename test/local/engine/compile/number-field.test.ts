import { describe, expect, test } from '@jest/globals';
import { parseNumber, textOf } from '../../../../local/engine/compile/number-field.ts';

describe('parseNumber', () => {
  test.each([
    [1, 'integer', 1],
    ['1', 'integer', 1],
    [1.5, 'integer', undefined],
    [1.5, 'float', 1.5],
    ['-0.5', 'float', -0.5],
    ['', 'float', undefined],
    ['0x10', 'integer', undefined],
    [{}, 'float', undefined],
    [null, 'integer', undefined],
  ] as const)('%j as %s: %s', (value, kind, expected) => {
    expect(parseNumber(value, kind)).toBe(expected);
  });
});

test('shows texts bare and other values as JSON', () => {
  expect([textOf('NoNumber'), textOf({}), textOf(-1.5)]).toEqual(['NoNumber', '{}', '-1.5']);
});
