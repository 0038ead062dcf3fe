import { expect, test } from '@jest/globals';
import { decide, type Findings } from '../../../tasks/images/outcome.ts';

const thumbnail = {
  name: 'thumb.jpeg',
  bucket: 'b',
  key: 'k',
  width: 250,
  height: 188,
  bytes: 9,
  type: 'jpeg',
} as const;
const properties = { brightness: 50, contrast: 10, sharpness: 5, dominantColours: [] };

const complete: Findings = {
  photoId: 'p',
  facts: { type: 'jpeg', bytes: 100, uprightSize: { width: 400, height: 300 }, frames: 1, hasAlpha: false },
  labels: { answer: { Labels: [{ Name: 'Dog', Confidence: 98.5, Parents: [{ Name: 'Pet' }] }] } },
  moderation: { answer: { ModerationLabels: [] } },
  thumbnails: { answer: [thumbnail] },
  properties: { answer: properties },
};

const failed = { failed: { Error: 'Rekognition.ThrottlingException', Cause: 'Slow down' } };

test('succeeds when every part is there', () => {
  expect(decide(complete)).toEqual({
    ...complete.facts,
    photoId: 'p',
    status: 'SUCCEEDED',
    labels: [{ name: 'Dog', confidence: 98.5, parents: ['Pet'] }],
    moderation: { verdict: 'ALLOW', because: 'Nothing was found.', labels: [] },
    thumbnails: [thumbnail],
    properties,
    missing: [],
  });
});

test.each(['labels', 'moderation', 'thumbnails', 'properties'] as const)(
  'is PARTIAL when %s failed',
  (part) => {
    const result = decide({ ...complete, [part]: failed });
    expect(result.status).toBe('PARTIAL');
    expect(result.missing).toEqual([
      { part, because: 'Slow down', error: 'Rekognition.ThrottlingException' },
    ]);
  },
);

test('succeeds with labels skipped for a reason', () => {
  const result = decide({ ...complete, labels: { skipped: 'It is a GIF.' } });
  expect(result).toMatchObject({ status: 'SUCCEEDED', labels: [] });
  expect(result.missing).toEqual([{ part: 'labels', because: 'It is a GIF.' }]);
});

test('rejects although another part failed, and shows nothing', () => {
  const strong = { answer: { ModerationLabels: [{ Name: 'Violence', Confidence: 99 }] } };
  const result = decide({ ...complete, moderation: strong, labels: failed });
  expect(result).toMatchObject({ status: 'REJECTED', thumbnails: [] });
});

test('takes the sentence out of a function error', () => {
  const cause = JSON.stringify({ errorType: 'Error', errorMessage: 'disk full', trace: [] });
  const result = decide({ ...complete, thumbnails: { failed: { Error: 'Error', Cause: cause } } });
  expect(result.missing).toEqual([{ part: 'thumbnails', because: 'disk full', error: 'Error' }]);
});
