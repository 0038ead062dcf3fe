import { expect, test, describe } from '@jest/globals';
import * as fc from 'fast-check';
import { spread } from '../../../../asl/graph/layout/spread.ts';

const range = { from: 0, to: 100 };

describe('spread', () => {
  test('leaves ports where they want to be when there is room', () => {
    expect(spread([10, 50, 90], range, 16)).toEqual([10, 50, 90]);
  });

  test('moves crowded ports apart around their middle', () => {
    expect(spread([50, 50, 50], range, 16)).toEqual([34, 50, 66]);
  });

  test('closes up where the range is too short', () => {
    expect(spread([0, 0, 0, 0, 0], { from: 0, to: 40 }, 16)).toEqual([0, 10, 20, 30, 40]);
  });

  test('keeps order, distance and range for any wishes', () => {
    const wishes = fc.array(fc.integer({ min: -50, max: 150 }), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(wishes, (wished) => {
        const places = spread(
          wished.toSorted((a, b) => a - b),
          range,
          16,
        );
        const distances = places.slice(1).map((place, index) => place - (places[index] ?? 0));
        expect(Math.min(16, ...distances)).toBeGreaterThan(15.999);
        expect(Math.min(...places)).toBeGreaterThan(-0.001);
        expect(Math.max(...places)).toBeLessThan(100.001);
      }),
    );
  });
});
