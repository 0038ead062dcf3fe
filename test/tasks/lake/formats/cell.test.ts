import { describe, expect, test } from '@jest/globals';
import type { Column } from '../../../../tasks/lake/dataset-submission.ts';
import { cellOf } from '../../../../tasks/lake/formats/cell.ts';

const read = (type: Column['type'], value: unknown) => cellOf({ name: 'column', type }, value);

describe('takes', () => {
  test.each([
    ['bigint', '-12', -12],
    ['bigint', 12n, 12],
    ['bigint', 9007199254740991n, Number.MAX_SAFE_INTEGER],
    ['double', '1.5e3', 1500],
    ['double', '.5', 0.5],
    ['boolean', 'TRUE', true],
    ['boolean', false, false],
    ['string', 7, '7'],
    ['date', '2024-02-29', '2024-02-29'],
    ['date', new Date('2026-11-01T00:00:00Z'), '2026-11-01'],
    ['timestamp', '2026-11-01T12:00:00+02:00', '2026-11-01 10:00:00.000'],
    ['timestamp', '2026-11-01 12:00:00', '2026-11-01 12:00:00.000'],
    ['bigint', '', null],
    ['string', null, null],
    ['date', undefined, null],
  ] as const)('%s: %s', (type, value, cell) => {
    expect(read(type, value)).toBe(cell);
  });
});

describe('refuses', () => {
  test.each([
    ['bigint', '1.5'],
    ['bigint', 1.5],
    ['bigint', ' 1'],
    ['bigint', '0x10'],
    ['bigint', 9007199254740993n],
    ['bigint', '9007199254740993'],
    ['double', 'NaN'],
    ['double', '1e999'],
    ['double', '1,5'],
    ['boolean', 'yes'],
    ['string', { nested: true }],
    ['date', '2026-02-30'],
    ['date', '1.11.2026'],
    ['date', '2026-11-01T12:00:00Z'],
    ['timestamp', '2026-11-01'],
    ['timestamp', '2026-11-01T25:00:00Z'],
    ['timestamp', new Date(Number.NaN)],
  ] as const)('%s: %s', (type, value) => {
    expect(read(type, value)).toBeUndefined();
  });
});
