import { expect, test } from '@jest/globals';
import { type Candidate, recognizability } from '../../../tasks/images/recognition.ts';

const fine: Candidate = { type: 'jpeg', bytes: 1_000_000, uprightSize: { width: 4000, height: 3000 } };

test.each<[string, Partial<Candidate>]>([
  ['JPEG', {}],
  ['PNG', { type: 'png' }],
  ['sides of 80 pixels', { uprightSize: { width: 80, height: 80 } }],
  ['sides of 10,000 pixels', { uprightSize: { width: 10_000, height: 80 } }],
  ['15 MB', { bytes: 15 * 1024 * 1024 }],
])('takes %s', (_title, changes) => {
  expect(recognizability({ ...fine, ...changes }).recognizable).toBe(true);
});

test.each<[string, Partial<Candidate>, string]>([
  ['WebP', { type: 'webp' }, 'it is WEBP, not JPEG or PNG'],
  [
    'a side of 79 pixels',
    { uprightSize: { width: 4000, height: 79 } },
    '4000 x 79 pixels: a side is under 80',
  ],
  [
    'a side of 10,001 pixels',
    { uprightSize: { width: 100, height: 10_001 } },
    '100 x 10001 pixels: a side is over 10000',
  ],
  ['a byte over 15 MB', { bytes: 15 * 1024 * 1024 + 1 }, '15728641 bytes: more than 15 MB'],
])('skips %s with the reason', (_title, changes, reason) => {
  expect(recognizability({ ...fine, ...changes })).toEqual({
    recognizable: false,
    because: `Rekognition does not take the picture: ${reason}.`,
  });
});
