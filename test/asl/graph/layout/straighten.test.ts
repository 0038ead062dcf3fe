import { expect, test, describe } from '@jest/globals';
import type { Arrangement, Chain, Edge, RankedCell } from '../../../../asl/graph/layout/arrangement.ts';
import { straighten } from '../../../../asl/graph/layout/straighten.ts';
import { tangle } from '../../../../asl/graph/layout/tangle.ts';

function cell(id: string, rank: number, x: number): RankedCell {
  return { id, rank, x, width: 100, height: 40 };
}

function chain(from: RankedCell, to: RankedCell): Chain {
  const stop = ({ id, rank, x }: RankedCell) => ({ rank, x, cell: id, slot: id });
  const edge: Edge = {
    id: `${from.id}-${to.id}`,
    from: from.id,
    to: to.id,
    weight: 1,
    main: true,
    says: '',
    label: undefined,
  };
  return { edge, stops: [stop(from), stop(to)] };
}

/** A leads to B and C, both to D. */
function diamond(): Arrangement {
  const [a, b, c, d] = [cell('a', 0, 0), cell('b', 1, 10), cell('c', 1, 300), cell('d', 2, 500)];
  return { rankCount: 3, cells: [a, b, c, d], chains: [chain(a, b), chain(a, c), chain(b, d), chain(c, d)] };
}

function places({ cells }: Arrangement): { readonly [id: string]: number } {
  const left = Math.min(...cells.map((each) => each.x));
  return Object.fromEntries(cells.map((each) => [each.id, Math.round(each.x - left)]));
}

describe('straighten', () => {
  test('lines up what should be straight', () => {
    const { a, b, d } = places(straighten(diamond(), new Set(['a-b', 'b-d'])));
    expect([a, d]).toEqual([b, b]);
  });

  test('centres a state over equals', () => {
    const { a = 0, b = 0, c = 0, d = 0 } = places(straighten(diamond(), new Set()));
    expect(c - b).toBe(126);
    expect(Math.abs(a - (b + c) / 2)).toBeLessThan(3);
    expect(Math.abs(d - (b + c) / 2)).toBeLessThan(3);
  });

  test('keeps order and distance where two straight lines would cross', () => {
    const [a, b, c, d] = [cell('a', 0, 0), cell('b', 0, 200), cell('c', 1, 0), cell('d', 1, 200)];
    const crossing = { rankCount: 2, cells: [a, b, c, d], chains: [chain(a, d), chain(b, c)] };
    const result = places(straighten(crossing, new Set(['a-d', 'b-c'])));
    expect((result['b'] ?? 0) - (result['a'] ?? 0)).toBeGreaterThanOrEqual(126);
    expect((result['d'] ?? 0) - (result['c'] ?? 0)).toBeGreaterThanOrEqual(126);
  });
});

describe('tangle', () => {
  test('is worse with a crossing', () => {
    const [a, b, c, d] = [cell('a', 0, 0), cell('b', 0, 200), cell('c', 1, 0), cell('d', 1, 200)];
    const crossing = { rankCount: 2, cells: [a, b, c, d], chains: [chain(a, d), chain(b, c)] };
    const parallel = { rankCount: 2, cells: [a, b, c, d], chains: [chain(a, c), chain(b, d)] };
    expect(tangle(parallel)).toBe(0);
    expect(tangle(crossing)).toBeGreaterThan(400);
  });
});
