import { expect, test } from '@jest/globals';
import { findingsOf, machineWith } from '../harness.ts';

const formatsOf = (text: string) =>
  findingsOf('format-placeholders', machineWith({ Type: 'Pass', Parameters: { 'a.$': text } }));

test('counts the places and the values', () => {
  expect(formatsOf("States.Format('{} of {}', $.a)")).toEqual([
    '/States/A/Parameters/a.$ States.Format has 2 {} for 1 values. Make them as many.',
  ]);
  expect(formatsOf("States.Format('{} of {}', $.a, $.b)")).toEqual([]);
});

test('looks into nested calls, and not at escapes', () => {
  expect(formatsOf("States.Array(States.Format('none', 1))")).toHaveLength(1);
  expect(formatsOf("States.Format('\\{\\} {}', 1)")).toEqual([]);
});

test('leaves a template that is read alone', () => {
  expect(formatsOf('States.Format($.template, 1)')).toEqual([]);
});
