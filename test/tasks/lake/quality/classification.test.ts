import { describe, expect, test } from '@jest/globals';
import type { Cell } from '../../../../tasks/lake/formats/cell.ts';
import { classificationOf, isDeclaredTooLow } from '../../../../tasks/lake/quality/classification.ts';
import { emptyProfiles, noteRow } from '../../../../tasks/lake/quality/column-profile.ts';
import { personalKindsOf } from '../../../../tasks/lake/quality/personal-data.ts';

describe('what people can be recognised by', () => {
  test.each([
    ['ada@example.com', ['EMAIL']],
    ['4111 1111 1111 1111', ['CARD']],
    ['4111-1111-1111-1111', ['CARD']],
    [4111111111111111, ['CARD']],
    ['DE89 3704 0044 0532 0130 00', ['IBAN']],
    ['GB82WEST12345698765432', ['IBAN']],
    ['4111 1111 1111 1112', []],
    ['DE89 3704 0044 0532 0130 01', []],
    ['ada@example', []],
    ['two@at@example.com', []],
    ['2026-11-01', []],
    [`${'a'.repeat(300)}@example.com`, []],
    [true, []],
  ] as const)('%s', (cell, kinds) => {
    expect(personalKindsOf(cell)).toEqual(kinds);
  });
});

function classify(cells: readonly Cell[]) {
  const profiles = emptyProfiles([{ name: 'x' }], []);
  for (const cell of cells) noteRow(profiles, { x: cell });
  return classificationOf(profiles);
}

test('is confidential from one personal value in twenty', () => {
  const harmless = Array.from({ length: 19 }, () => 'mug');
  expect(classify([...harmless, 'ada@example.com'])).toEqual({
    classification: 'CONFIDENTIAL',
    because: 'x has values like an email address.',
  });
  expect(classify([...harmless, 'mug', 'ada@example.com']).classification).toBe('PUBLIC');
});

test.each([
  ['PUBLIC', 'CONFIDENTIAL', true],
  ['INTERNAL', 'CONFIDENTIAL', true],
  ['CONFIDENTIAL', 'CONFIDENTIAL', false],
  ['INTERNAL', 'PUBLIC', false],
] as const)('%s, where %s was found', (declared, found, isTooLow) => {
  expect(isDeclaredTooLow(declared, found)).toBe(isTooLow);
});
