import { expect, test, describe } from '@jest/globals';
import { shelve } from '../../../../asl/graph/layout/shelve.ts';

function rooms(count: number) {
  return Array.from({ length: count }, () => ({ width: 200, height: 300 }));
}

describe('shelve', () => {
  test('puts a few rooms side by side with equal heights', () => {
    const shelves = shelve(
      [
        { width: 100, height: 50 },
        { width: 80, height: 90 },
      ],
      10,
    );
    expect(shelves).toEqual({
      width: 190,
      height: 90,
      rooms: [
        { x: 0, y: 0, width: 100, height: 90 },
        { x: 110, y: 0, width: 80, height: 90 },
      ],
    });
  });

  test('makes rows of many rooms, all as wide as the widest', () => {
    const shelves = shelve(rooms(40), 10);
    const ends = shelves.rooms.filter((room) => Math.abs(room.x + room.width - shelves.width) < 0.001);
    expect(new Set(ends.map((room) => room.y)).size).toBe(new Set(shelves.rooms.map((room) => room.y)).size);
    expect(shelves.width / shelves.height).toBeGreaterThan(1);
    expect(shelves.width / shelves.height).toBeLessThan(2.5);
  });

  test('needs no room for nothing', () => {
    expect(shelve([], 10)).toEqual({ width: 0, height: 0, rooms: [] });
  });
});
