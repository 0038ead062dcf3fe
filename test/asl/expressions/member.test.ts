import { expect, test } from '@jest/globals';
import { readMember, withMember } from '../../../asl/expressions/member.ts';
import type { Json } from '../../../asl/json.ts';

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  '%s is no member unless it is data',
  (key) => {
    const data = JSON.parse(`{"${key}": {"x": 1}}`) as Json;
    expect(readMember({}, key)).toBeUndefined();
    expect(readMember(data, key)).toEqual({ x: 1 });
  },
);

test('a member named __proto__ is added as data', () => {
  const object = withMember({ a: 1 }, '__proto__', { polluted: true });
  expect(JSON.stringify(object)).toBe('{"a":1,"__proto__":{"polluted":true}}');
  expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
});

test('arrays and scalars have no members', () => {
  expect(readMember([1], 'length')).toBeUndefined();
  expect(readMember('text', 'length')).toBeUndefined();
  expect(readMember(null, 'a')).toBeUndefined();
});
