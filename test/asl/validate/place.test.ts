import { expect, test } from '@jest/globals';
import { at, locationOf, pointerOf, root } from '../../../asl/validate/place.ts';

const state = at(root, 'States', 'a/b~c');

test('writes JSON pointers with their escapes', () => {
  expect(pointerOf(root)).toBe('');
  expect(pointerOf(at(state, 'Choices', 0, 'Next'))).toBe('/States/a~1b~0c/Choices/0/Next');
});

test('writes locations as AWS does', () => {
  expect(locationOf(root)).toBe('/');
  expect(locationOf(at(state, 'Choices', 0, 'Next'))).toBe('/States/a/b~c/Choices[0]/Next');
});
