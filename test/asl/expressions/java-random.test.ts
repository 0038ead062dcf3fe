import { expect, test } from '@jest/globals';
import { seededRandom } from '../../../asl/expressions/java-random.ts';

// Printed by `new java.util.Random(seed).nextDouble()` of OpenJDK.
test.each([
  [0, 0.730967787376657],
  [1, 0.7308781907032909],
  [42, 0.7275636800328681],
  [-1, 0.26894263088050496],
  [-42, 0.2726154686397476],
  [123456789, 0.664038103272266],
  [2147483647, 0.6201007799387834],
  [9007199254740991, 0.26894263088050496],
  [-9007199254740991, 0.7308781907032909],
  [1700000000000, 0.07517490865074938],
])('seed %d gives the number that Java gives', (seed, expected) => {
  expect(seededRandom(seed)).toBe(expected);
});
