import { expect, test } from '@jest/globals';
import { moderate } from '../../../tasks/images/moderation.ts';

const found = (...confidences: number[]) => ({
  answer: {
    ModerationLabels: confidences.map((Confidence) => ({
      Name: 'Violence',
      Confidence,
      ParentName: 'Unsafe',
    })),
  },
});

test.each([
  ['ALLOW', found()],
  ['ALLOW', found(59.999)],
  ['REVIEW', found(60)],
  ['REVIEW', found(89.999, 10)],
  ['REJECT', found(10, 90)],
  ['REVIEW', { skipped: 'too small' }],
  ['REVIEW', { failed: { Error: 'States.Timeout' } }],
])('says %s of %j', (verdict, outcome) => {
  expect(moderate(outcome).verdict).toBe(verdict);
});

test('keeps every label with confidence and parent', () => {
  expect(moderate(found(70, 95))).toEqual({
    verdict: 'REJECT',
    because: 'Violence with 95 percent: 90 or more.',
    labels: [
      { name: 'Violence', confidence: 70, parent: 'Unsafe' },
      { name: 'Violence', confidence: 95, parent: 'Unsafe' },
    ],
  });
});
