import { expect, test } from '@jest/globals';
import { paginate } from '../../../local/api/pagination.ts';

const letters = 'abcdefghij'.split('');
const itself = (item: string) => item;

test('walks through the list without gap or repetition', () => {
  const first = paginate(letters, { maxResults: 4 }, itself);
  const second = paginate(letters, { maxResults: 4, nextToken: first.nextToken }, itself);
  const third = paginate(letters, { maxResults: 4, nextToken: second.nextToken }, itself);
  expect([first.items, second.items, third.items].map((items) => items.join(''))).toEqual([
    'abcd',
    'efgh',
    'ij',
  ]);
  expect(third.nextToken).toBeUndefined();
});

test('gives no token when the page ends with the list', () => {
  expect(paginate(letters, { maxResults: 10 }, itself).nextToken).toBeUndefined();
});

test('takes a hundred items when maxResults is zero', () => {
  const many = Array.from({ length: 101 }, (_, index) => String(index));
  expect(paginate(many, { maxResults: 0 }, itself).items).toHaveLength(100);
});

test('repeats nothing when the list grows at its head', () => {
  const first = paginate(letters, { maxResults: 3 }, itself);
  const next = paginate(['new', ...letters], { maxResults: 3, nextToken: first.nextToken }, itself);
  expect(next.items).toEqual(['d', 'e', 'f']);
});

test.each(['InvalidToken', '', 'YQ', Buffer.from('page-after:gone').toString('base64url')])(
  'refuses the token %j',
  (nextToken) => {
    expect(() => paginate(letters, { nextToken }, itself)).toThrow("Invalid Token: 'Invalid token'");
  },
);
