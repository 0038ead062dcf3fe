import { expect, test, describe } from '@jest/globals';
import type { Arrangement, Edge } from '../../../../asl/graph/layout/arrangement.ts';
import { leastTangled } from '../../../../asl/graph/layout/least-tangled.ts';

function edge(from: string, to: string): Edge {
  return { id: `${from}-${to}`, from, to, weight: 1, main: true, says: '', label: undefined };
}

const edges = [edge('a', 'b'), edge('a', 'c')];

/** a above b and c, at these places. */
function fan(b: number, c: number): Arrangement {
  const cells = Object.entries({ a: 0, b, c }).map(([id, x]) => ({
    id,
    x,
    rank: id === 'a' ? 0 : 1,
    width: 100,
    height: 40,
  }));
  const stop = (id: string) => ({ rank: id === 'a' ? 0 : 1, x: { a: 0, b, c }[id] ?? 0, slot: id, cell: id });
  return {
    rankCount: 2,
    cells,
    chains: edges.map((each) => ({ edge: each, stops: [stop(each.from), stop(each.to)] })),
  };
}

function places({ cells }: Arrangement): readonly number[] {
  return cells.map((cell) => cell.x);
}

describe('the least tangled arrangement', () => {
  test('is the one with the shorter ways', () => {
    expect(places(leastTangled([fan(-200, 200), fan(-100, 100)], edges))).toEqual([0, -100, 100]);
  });

  test('is mirrored where its ways out then stand in their order', () => {
    expect(places(leastTangled([fan(100, -100)], edges))).toEqual([-0, -100, 100]);
  });
});
