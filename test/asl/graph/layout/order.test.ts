import { expect, test, describe } from '@jest/globals';
import { crossingsOf } from '../../../../asl/graph/layout/crossings.ts';
import { layersOf } from '../../../../asl/graph/layout/layers.ts';
import { ordersOf, type Order } from '../../../../asl/graph/layout/order.ts';
import { ranksOf } from '../../../../asl/graph/layout/ranks.ts';

/** Of links written as `a-b`. */
function orders(...ways: readonly string[]): readonly Order[] {
  const links = ways.map((way) => {
    const [from = '', to = ''] = way.split('-');
    return { from, to, lengthMin: 1, weight: 1 };
  });
  const ids = [...new Set(links.flatMap(({ from, to }) => [from, to]))];
  const boxes = ids.map((id) => ({ id, width: 100, isCell: true }));
  return ordersOf(layersOf(boxes, links, ranksOf(ids, links)).places);
}

/** Places know the position that they had last, which need not be that of this order. */
function crossings(order: Order): number {
  for (const rank of order) for (const [position, place] of rank.entries()) place.position = position;
  return crossingsOf(order);
}

function names(order: Order | undefined): readonly string[] {
  return (order ?? []).map((rank) => rank.map((place) => (place.isCell ? place.id : '|')).join(''));
}

describe('orders', () => {
  test('uncross links that need not cross', () => {
    const found = orders('r-a', 'r-b', 'r-c', 'a-z', 'b-y', 'c-x', 'x-e', 'y-e', 'z-e');
    expect(found.map(crossings)).toContain(0);
  });

  test('begin with the order of the links, then with the reverse', () => {
    const found = orders('r-a', 'r-b').map(names);
    expect(found).toContainEqual(['r', 'ab']);
    expect(found).toContainEqual(['r', 'ba']);
  });

  test('hold a place in every rank that a link passes', () => {
    const [order] = orders('a-b', 'b-c', 'a-c');
    expect(names(order).map((rank) => rank.length)).toEqual([1, 2, 1]);
  });

  test('keep the one crossing that cannot be avoided', () => {
    const found = orders('a-x', 'a-y', 'b-x', 'b-y');
    expect(new Set(found.map(crossings))).toEqual(new Set([1]));
  });
});
