import { expect, test, describe } from '@jest/globals';
import * as fc from 'fast-check';
import { ranksOf, type RankLink } from '../../../../asl/graph/layout/ranks.ts';

function link(from: string, to: string, weight = 1, lengthMin = 1): RankLink {
  return { from, to, weight, lengthMin };
}

function ranks(boxes: string, ...links: readonly RankLink[]): { readonly [box: string]: number } {
  return Object.fromEntries(ranksOf(boxes.split(''), links));
}

function cost(links: readonly RankLink[], rankOf: (box: string) => number): number {
  return links.reduce((sum, { from, to, weight }) => sum + (rankOf(to) - rankOf(from)) * weight, 0);
}

describe('ranks', () => {
  test('let every link lead down by its least length', () => {
    expect(ranks('abc', link('a', 'b', 1, 2), link('b', 'c'))).toEqual({ a: 0, b: 2, c: 3 });
  });

  test('hold a box at the end that pulls more', () => {
    const links = [link('a', 'b'), link('b', 'c'), link('c', 'd')];
    expect(ranks('abcdx', ...links, link('a', 'x', 2), link('x', 'd', 1))).toMatchObject({ x: 1 });
    expect(ranks('abcdx', ...links, link('a', 'x', 1), link('x', 'd', 2))).toMatchObject({ x: 2 });
  });

  test('begin at the top with what nothing leads to', () => {
    expect(ranks('abx', link('a', 'b'))).toEqual({ a: 0, b: 1, x: 0 });
  });

  test('move whole branches where that shortens more than it lengthens', () => {
    const long = [link('a', 'b'), link('b', 'c'), link('c', 'd'), link('d', 'e')];
    const branch = [link('a', 'x'), link('x', 'y', 5), link('y', 'e', 3)];
    expect(ranks('abcdexy', ...long, ...branch)).toMatchObject({ x: 2, y: 3 });
  });

  test('are as short in sum as those of every other assignment', () => {
    const demand = fc
      .tuple(fc.nat(3), fc.nat(3), fc.integer({ min: 1, max: 2 }), fc.nat(4))
      .filter(([from, to]) => from < to)
      .map(([from, to, lengthMin, weight]) =>
        link('abcd'.charAt(from), 'abcd'.charAt(to), weight, lengthMin),
      );
    fc.assert(
      fc.property(fc.array(demand, { maxLength: 8 }), (links) => {
        const found = ranksOf(['a', 'b', 'c', 'd'], links);
        const own = cost(links, (box) => found.get(box) ?? 0);
        expect(
          links.every(
            ({ from, to, lengthMin }) => (found.get(to) ?? 0) - (found.get(from) ?? 0) >= lengthMin,
          ),
        ).toBe(true);
        expect(own).toBe(leastCost(links));
      }),
      { numRuns: 30 },
    );
  });
});

/** Of all assignments to seven ranks: four boxes with links of at most two need no more. */
function leastCost(links: readonly RankLink[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (let code = 0; code < 7 ** 4; code += 1) {
    const rankOf = (box: string) => Math.floor(code / 7 ** 'abcd'.indexOf(box)) % 7;
    const allowed = links.every(({ from, to, lengthMin }) => rankOf(to) - rankOf(from) >= lengthMin);
    if (allowed) least = Math.min(least, cost(links, rankOf));
  }
  return least;
}
