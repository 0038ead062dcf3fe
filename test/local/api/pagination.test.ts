import { expect, test } from '@jest/globals';
import { paginate, paginateHistory } from '../../../local/api/pagination.ts';

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

const history = [1, 2, 3, 4, 5].map((id) => ({ id }));

test.each([
  [false, [1, 2, 3, 4, 5]],
  [true, [5, 4, 3, 2, 1]],
])('walks through a history, in reverse order: %j', (reverseOrder, expected) => {
  const first = paginateHistory(history, { maxResults: 2 }, reverseOrder);
  const second = paginateHistory(history, { maxResults: 3, nextToken: first.nextToken }, reverseOrder);
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(expected);
  expect(second.nextToken).toBeUndefined();
});

test.each(['6', '0', '1.5', 'one', '01'])('refuses a token of event %s, which there is not', (id) => {
  const nextToken = Buffer.from(`page-after:${id}`).toString('base64url');
  expect(() => paginateHistory(history, { nextToken }, false)).toThrow("Invalid Token: 'Invalid token'");
});
