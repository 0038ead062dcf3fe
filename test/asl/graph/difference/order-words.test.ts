import { expect, test, describe } from '@jest/globals';
import { newOrder } from '../../../../asl/graph/difference/order-words.ts';

describe('newOrder', () => {
  test('is none where all come as they came', () => {
    expect(newOrder(['a', 'b', 'gone'], ['a', 'new', 'b'])).toBeUndefined();
  });

  test('tells those between the first and the last that moved', () => {
    expect(newOrder(['a', 'b', 'c', 'd'], ['a', 'c', 'b', 'd'])).toBe('c before b');
  });

  test('counts what is too much to tell', () => {
    const letters = ['a', 'b', 'c', 'd', 'e', 'f'];
    expect(newOrder(letters, letters.toReversed())).toBe(
      'f before e before d before c, and 2 more after these',
    );
  });
});
