import { expect, test } from '@jest/globals';
import { valueAtPointer } from '../../asl/json-pointer.ts';

const document = { 'a/b': { '~c': [1, { d: 2 }] }, '': 3 };

test.each([
  ['', document],
  ['/a~1b/~0c', [1, { d: 2 }]],
  ['/a~1b/~0c/1/d', 2],
  ['/', 3],
  ['/missing/further', undefined],
  ['/a~1b/~0c/2', undefined],
  ['/constructor', undefined],
])('follows %j', (pointer, value) => {
  expect(valueAtPointer(document, pointer)).toEqual(value);
});
