import { describe, expect, test } from '@jest/globals';
import { matchesError } from '../../../local/engine/error-matching.ts';

describe('matchesError', () => {
  test.each([
    ['States.ALL', 'Anything', true],
    ['States.ALL', 'States.Timeout', true],
    ['States.ALL', undefined, true],
    ['States.ALL', 'States.DataLimitExceeded', false],
    ['States.ALL', 'States.Runtime', false],
    ['States.TaskFailed', 'Anything', true],
    ['States.TaskFailed', 'States.Timeout', false],
    ['States.TaskFailed', 'States.DataLimitExceeded', false],
    ['States.DataLimitExceeded', 'States.DataLimitExceeded', true],
    ['Lambda.Unknown', 'Lambda.Unknown', true],
    ['Lambda.Unknown', 'Lambda', false],
    ['States.HeartbeatTimeout', 'States.Timeout', false],
  ])('%s against %s: %s', (name, error, expected) => {
    expect(matchesError([name], { error, cause: undefined })).toBe(expected);
  });

  test('calls a missed heartbeat by both of its names', () => {
    const missed = { error: 'States.Timeout', cause: undefined, missedHeartbeat: true } as const;
    expect(matchesError(['States.HeartbeatTimeout'], missed)).toBe(true);
    expect(matchesError(['States.Timeout'], missed)).toBe(true);
  });

  test('needs only one of several names', () => {
    expect(matchesError(['A', 'B'], { error: 'B', cause: undefined })).toBe(true);
    expect(matchesError(['A', 'B'], { error: 'C', cause: undefined })).toBe(false);
  });
});
