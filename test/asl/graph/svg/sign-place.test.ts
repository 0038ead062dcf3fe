import { expect, test } from '@jest/globals';
import { signPlace } from '../../../../asl/graph/svg/sign-place.ts';

const bend = [
  { x: 0, y: 0 },
  { x: 0, y: 40 },
  { x: 100, y: 40 },
];

test('stands in the middle of the longest stretch', () => {
  expect(signPlace(bend, [])).toEqual({ x: 50, y: 40 });
});

test('goes aside for what stands there', () => {
  const note = { x: 40, y: 30, width: 20, height: 17 };
  expect(signPlace(bend, [note])).toEqual({ x: 25, y: 40 });
  expect(signPlace(bend, [{ x: 0, y: 30, width: 100, height: 20 }])).toEqual({ x: 0, y: 20 });
});

test('covers as little as it can where nothing is free', () => {
  const gap = bend.slice(0, 2);
  const box = { x: -50, y: 0, width: 100, height: 40 };
  expect(signPlace(gap, [box])).toEqual({ x: 0, y: 20 });
  expect(signPlace([], [])).toBeUndefined();
});
