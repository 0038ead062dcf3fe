import { expect, test, describe } from '@jest/globals';
import { columnsOf, type Passage } from '../../../../asl/graph/layout/columns.ts';

const rankCount = 40;
const tops = Array.from({ length: rankCount }, (_, rank) => rank * 100);
const size = { width: 500, height: 4000 };

/** The column of every rank, where so many lines lead from each to the next. */
function columns(lines: number): readonly number[] {
  const passages = Array.from(
    { length: lines },
    (_, line): Passage => ({ net: `net ${line}`, x: line * 10 }),
  );
  return columnsOf(
    { rankCount, cells: [], chains: [] },
    size,
    tops,
    () => true,
    () => passages,
  );
}

describe('columnsOf', () => {
  test('folds what is much higher than wide', () => {
    expect(new Set(columns(1)).size).toBe(3);
  });

  test('leaves in one column what many lines hold together', () => {
    expect(new Set(columns(4))).toEqual(new Set([0]));
  });
});
