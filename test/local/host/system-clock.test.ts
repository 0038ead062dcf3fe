import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { systemClock, timeoutMsMax } from '../../../local/host/system-clock.ts';

const start = Date.UTC(2026, 10, 23);

beforeEach(() => {
  jest.useFakeTimers({ now: start });
});

afterEach(() => {
  jest.useRealTimers();
});

describe('systemClock', () => {
  test('fires when the time has come', () => {
    const fired = jest.fn();
    systemClock.setTimer(start + 1000, fired);
    jest.advanceTimersByTime(999);
    expect(fired).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(fired).toHaveBeenCalledTimes(1);
  });

  test('keeps delays longer than setTimeout can', () => {
    const fired = jest.fn();
    systemClock.setTimer(start + 2 * timeoutMsMax + 5, fired);
    jest.advanceTimersByTime(2 * timeoutMsMax + 4);
    expect(fired).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(fired).toHaveBeenCalledTimes(1);
  });

  test('calls back later when the time is past', () => {
    const fired = jest.fn();
    systemClock.setTimer(start - 1, fired);
    expect(fired).not.toHaveBeenCalled();
    jest.advanceTimersByTime(0);
    expect(fired).toHaveBeenCalledTimes(1);
  });

  test('forgets a cancelled timer, also in its later steps', () => {
    const fired = jest.fn();
    const cancel = systemClock.setTimer(start + 2 * timeoutMsMax, fired);
    jest.advanceTimersByTime(timeoutMsMax + 1);
    cancel();
    jest.advanceTimersByTime(2 * timeoutMsMax);
    expect(fired).not.toHaveBeenCalled();
  });
});
