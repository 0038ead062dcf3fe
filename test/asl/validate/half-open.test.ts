import { expect, test } from '@jest/globals';
import { isHalfOpen } from '../../../asl/validate/half-open.ts';

test.each(['{% 1', '1 %}', ' {% 1 %}', '{% 1 %} ', '{%}'])('takes %j for a broken expression', (text) => {
  expect(isHalfOpen(text)).toBe(true);
});

test.each(['{% 1 %}', '{%%}', ' {% 1 %} ', '100 %', '{ % }'])('takes %j for none', (text) => {
  expect(isHalfOpen(text)).toBe(false);
});
