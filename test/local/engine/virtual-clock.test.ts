import { describe, expect, test } from '@jest/globals';
import { VirtualClock } from '../../../local/engine/virtual-clock.ts';

describe('VirtualClock', () => {
  test('fires by time, and by order where times are equal', () => {
    const clock = new VirtualClock(0);
    const fired: string[] = [];
    clock.setTimer(20, () => fired.push(`c at ${clock.now()}`));
    clock.setTimer(10, () => fired.push(`a at ${clock.now()}`));
    clock.setTimer(10, () => fired.push(`b at ${clock.now()}`));
    clock.advance(15);
    expect(fired).toEqual(['a at 10', 'b at 10']);
    expect(clock.now()).toBe(15);
    clock.advance(5);
    expect(fired.at(-1)).toBe('c at 20');
  });

  test('fires what was set on the way', () => {
    const clock = new VirtualClock(0);
    const fired: number[] = [];
    clock.setTimer(10, () => clock.setTimer(12, () => fired.push(clock.now())));
    clock.advance(20);
    expect(fired).toEqual([12]);
  });

  test('does not fire what was cancelled', () => {
    const clock = new VirtualClock(0);
    const fired: number[] = [];
    const cancel = clock.setTimer(10, () => fired.push(1));
    cancel();
    clock.runUntilIdle();
    expect(fired).toEqual([]);
  });

  test('gives turns in the order they were asked for, before time moves', () => {
    const clock = new VirtualClock(0);
    const order: string[] = [];
    clock.setTimer(0, () => order.push('timer'));
    clock.yieldTurn(() => {
      order.push('turn');
      clock.yieldTurn(() => order.push('turn of the turn'));
    });
    clock.advance(0);
    expect(order).toEqual(['turn', 'turn of the turn', 'timer']);
  });

  test('runs until nothing is left, however far away', () => {
    const clock = new VirtualClock(0);
    clock.setTimer(365 * 86_400_000, () => {});
    clock.runUntilIdle();
    expect(clock.now()).toBe(365 * 86_400_000);
  });

  test('refuses to run for ever', () => {
    const clock = new VirtualClock(0);
    const again = (): unknown => clock.setTimer(clock.now() + 1, again);
    again();
    expect(() => clock.runUntilIdle()).toThrow(/still busy/);
  });
});
