import { expect, test } from '@jest/globals';
import { TaskTokens } from '../../../local/engine/task-tokens.ts';
import type { TaskReport } from '../../../local/engine/task-request.ts';

const token = 'AQCEAAAAKgAAAAMAAAAAAAAAAcU3'.repeat(4);
const beat: TaskReport = { type: 'heartbeat' };

test('delivers a report to the task of its token', () => {
  const tokens = new TaskTokens();
  const reports: TaskReport[] = [];
  tokens.open(token, (report) => reports.push(report));
  tokens.reporter(token)(beat);
  expect(reports).toEqual([beat]);
});

test('answers TaskTimedOut once the task has ended', () => {
  const tokens = new TaskTokens();
  tokens.open(token, () => {});
  tokens.close(token);
  expect(() => tokens.reporter(token)(beat)).toThrow(
    "Task Timed Out: 'Provided task does not exist anymore'",
  );
});

test('answers TaskDoesNotExist for a token it never gave', () => {
  expect(() => new TaskTokens().reporter(token)).toThrow(/^Task Does Not Exist: /);
});

test.each(['abc', 'not a token at all', ''])('answers InvalidToken for %j', (text) => {
  expect(() => new TaskTokens().reporter(text)).toThrow("Invalid Token: 'Invalid token'");
});

test('forgets the oldest of ten thousand closed tokens', () => {
  const tokens = new TaskTokens();
  const numbered = Array.from({ length: 10_001 }, (_, index) => token + index);
  for (const each of numbered) {
    tokens.open(each, () => {});
    tokens.close(each);
  }
  expect(() => tokens.reporter(numbered[0] ?? '')).toThrow(/^Task Does Not Exist/);
  expect(() => tokens.reporter(numbered[1] ?? '')).toThrow(/^Task Timed Out/);
});
