import { expect, test, describe } from '@jest/globals';
import type { Arrangement, Chain } from '../../../../asl/graph/layout/arrangement.ts';
import { tangle, tangleAmong } from '../../../../asl/graph/layout/tangle.ts';

/** An edge from one place above to one below. */
function leg(id: string, above: number, below: number, weight = 1): Chain {
  const stop = (rank: number, x: number) => ({ rank, x, cell: undefined, slot: `${id} ${rank}` });
  const edge = { id, from: '', to: '', weight, main: true, says: '', label: undefined };
  return { edge, stops: [stop(0, above), stop(1, below)] };
}

function arrangement(...chains: readonly Chain[]): Arrangement {
  return { rankCount: 2, cells: [], chains };
}

describe('tangle', () => {
  test('is nothing where every edge is straight', () => {
    expect(tangle(arrangement(leg('a', 0, 0), leg('b', 10, 10)))).toBe(0);
  });

  test('weighs each crossing with both edges', () => {
    expect(tangle(arrangement(leg('a', 0, 10, 2), leg('b', 10, 0, 3)))).toBe(10 * 2 + 10 * 3 + 60 * 6);
  });

  test('counts no crossing where edges meet', () => {
    expect(tangle(arrangement(leg('a', 0, 10), leg('b', 10, 10), leg('c', 0, 0)))).toBe(10);
  });

  test('of one chain is what the others lack without it', () => {
    const others = [leg('a', 0, 30, 2), leg('b', 10, 10), leg('c', 30, 0, 4)];
    const chain = leg('d', 5, 25, 3);
    const lacking = tangle(arrangement(...others, chain)) - tangle(arrangement(...others));
    expect(tangleAmong(others)(chain)).toBe(lacking);
  });
});
