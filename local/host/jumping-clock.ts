import type { Clock } from '../engine/ports.ts';
import type { EpochMs } from '../engine/signal.ts';
import type { Holder } from '../engine/task-request.ts';
import { TimerQueue } from '../engine/timer-queue.ts';
import { systemClock } from './system-clock.ts';

/**
 * Virtual time for a server: it stands still while there is something to do, and jumps to the next timer as soon
 * as there is not, so that a workflow which waits for a year ends at once.
 *
 * J1  Time moves only by jumps, to the earliest timer, one timer at a time: the same work gives the same times.
 * J2  It jumps when no turn is due and nothing holds it. A task holds it from its start to its end: a function
 *     of this process, a request to an endpoint, an activity that a worker has taken. A nested execution does not
 *     hold: its own tasks do.
 * J3  While it is held, a timer fires when as much real time has passed as it was set for: deadlines and
 *     heartbeats of work that hangs are as long as they say.
 * J4  An outsider, who is to answer a callback or take an activity, holds it for `patienceMs` of real time, from the
 *     request or from the last heartbeat. Then nobody is taken to answer, and the deadline for it jumps too.
 */
export class JumpingClock implements Clock {
  readonly #timers = new TimerQueue<Timer>();
  readonly #realClock: Clock;
  #now: EpochMs;
  readonly #holds: { [holder in Holder]: number } = { work: 0, outsider: 0 };
  #askedAt: EpochMs = 0;
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

  hold(by: Holder = 'work'): () => void {
    let isHolding = true;
    this.#holds[by] += 1;
    if (by === 'outsider') this.#askedAt = this.#realClock.now();
    return () => {
      if (!isHolding) return;
      isHolding = false;
      this.#holds[by] -= 1;
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
    const at = Math.min(first.realAt, this.#heldUntil()); // J3
    if (at <= this.#realClock.now()) this.#fire();
    else this.#cancelRealTimer = this.#realClock.setTimer(at, () => this.#fireIfIdle());
  }

  #heldUntil(): EpochMs {
    if (this.#holds.work > 0) return Infinity;
    return this.#holds.outsider > 0 ? this.#askedAt + patienceMs : 0; // J4
  }

  #fire(): void {
    const timer = this.#timers.takeFirst();
    if (timer === undefined) return;
    this.#now = Math.max(this.#now, timer.at);
    this.#lookOut();
    timer.callback();
  }
}

/** Ours: workers on the same machine answer in less. */
const patienceMs = 2_000;

interface Timer {
  readonly at: EpochMs;
  /** When it fires at the latest, on the real clock. */
  readonly realAt: EpochMs;
  readonly callback: () => void;
}
