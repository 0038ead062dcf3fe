import { expect, test } from '@jest/globals';
import { RecentObjects } from '../../../../tasks/images/store/recent-objects.ts';

const kilobyte = () => new Uint8Array(1000);

test('keeps what was read last within its bytes', () => {
  const recent = new RecentObjects(2500);
  recent.set('a', kilobyte());
  recent.set('b', kilobyte());
  recent.get('a');
  recent.set('c', kilobyte());
  expect(['a', 'b', 'c'].map((name) => recent.get(name) !== undefined)).toEqual([true, false, true]);
});

test('does not keep what is larger than all it may hold', () => {
  const recent = new RecentObjects(900);
  recent.set('a', kilobyte());
  expect(recent.get('a')).toBeUndefined();
});

test('counts an object once, however often it is set', () => {
  const recent = new RecentObjects(2500);
  recent.set('a', kilobyte());
  recent.set('b', kilobyte());
  recent.set('b', kilobyte());
  expect(recent.get('a')).toHaveLength(1000);
});
