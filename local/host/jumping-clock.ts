import type { Clock } from '../engine/ports.ts';
import type { EpochMs } from '../engine/signal.ts';
import { TimerQueue } from '../engine/timer-queue.ts';
import { systemClock } from './system-clock.ts';

/**
 * Virtual time for a server: it stands still while there is something to do, and jumps to the next timer as soon
 * as there is not, so that a workflow which waits for a year ends at once.
 *
 * J1  Time moves only by jumps, to the earliest timer, one timer at a time: the same work gives the same times.
 * J2  It jumps when no turn is due and nothing holds it. A task holds it from its start to its end: a function
 *     of this process, a request to an endpoint, a callback or an activity that somebody outside has to answer.
 *     A nested execution does not hold: its own tasks do.
 * J3  While it is held, a timer fires when as much real time has passed as it was set for: deadlines and
 *     heartbeats of work that hangs, or that nobody answers, are as long as they say.
 */
export class JumpingClock implements Clock {
  readonly #timers = new TimerQueue<Timer>();
  readonly #realClock: Clock;
  #now: EpochMs;
  #holds = 0;
  #turnsDue = 0;
  #isLookingOut = false;
  #cancelRealTimer: (() => void) | undefined;

  constructor(now: EpochMs, realClock: Clock = systemClock) {
    this.#now = now;
    this.#realClock = realClock;
  }

  now(): EpochMs {
    return this.#now;
  }

  setTimer(at: EpochMs, callback: () => void): () => void {
    const realAt = this.#realClock.now() + Math.max(0, at - this.#now);
    const cancel = this.#timers.add({ at, realAt, callback });
    this.#lookOut();
    return cancel;
  }

  yieldTurn(callback: () => void): void {
    this.#turnsDue += 1;
    this.#realClock.yieldTurn(() => {
      this.#turnsDue -= 1;
      this.#lookOut();
      callback();
    });
  }

  hold(): () => void {
    let isHolding = true;
    this.#holds += 1;
    return () => {
      if (!isHolding) return;
      isHolding = false;
      this.#holds -= 1;
      this.#lookOut();
    };
  }

  /** Not at once: whoever has set a timer may be about to do more. */
  #lookOut(): void {
    if (this.#isLookingOut) return;
    this.#isLookingOut = true;
    this.#realClock.yieldTurn(() => {
      this.#isLookingOut = false;
      this.#fireIfIdle();
    });
  }

  #fireIfIdle(): void {
    this.#cancelRealTimer?.();
    this.#cancelRealTimer = undefined;
    const { first } = this.#timers;
    if (first === undefined || this.#turnsDue > 0) return;
    if (this.#holds === 0 || first.realAt <= this.#realClock.now()) this.#fire();
    else this.#cancelRealTimer = this.#realClock.setTimer(first.realAt, () => this.#fireIfIdle()); // J3
  }

  #fire(): void {
    const timer = this.#timers.takeFirst();
    if (timer === undefined) return;
    this.#now = Math.max(this.#now, timer.at);
    this.#lookOut();
    timer.callback();
  }
}

interface Timer {
  readonly at: EpochMs;
  /** When it fires at the latest, on the real clock. */
  readonly realAt: EpochMs;
  readonly callback: () => void;
}
