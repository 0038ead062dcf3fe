import { expect, test } from '@jest/globals';
import { formatTimestamp, parseTimestamp } from '../../../local/engine/timestamp.ts';

test.each([
  ['2016-03-14T01:59:00Z', '2016-03-14T01:59:00.000Z'],
  ['2016-03-14T01:59:00.243167252Z', '2016-03-14T01:59:00.243Z'],
  ['2016-03-14T01:59:00+02:00', '2016-03-13T23:59:00.000Z'],
  ['2016-03-14T01:59Z', '2016-03-14T01:59:00.000Z'],
  ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
])('reads %s', (text, instant) => {
  expect(formatTimestamp(parseTimestamp(text) ?? Number.NaN)).toBe(instant);
});

test.each([
  '2016-03-14',
  '2016-03-14 01:59:00Z',
  '2016-03-14T01:59:00',
  '2016-03-14t01:59:00z',
  '2016-03-14T25:59:00Z',
  '05-12-2016T21:29:29Z',
  '2023-02-29T00:00:00Z',
  '',
])('refuses %j', (text) => {
  expect(parseTimestamp(text)).toBeUndefined();
});
