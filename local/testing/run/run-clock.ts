import type { Clock } from '../../engine/ports.ts';
import type { EpochMs } from '../../engine/signal.ts';
import { TimerQueue } from '../../engine/timer-queue.ts';

/** The time of one run. It moves only when it is told to, from one timer to the next. */
export class RunClock implements Clock {
  readonly #timers = new TimerQueue<Timer>();
  readonly #turns: (() => void)[] = [];
  #now: EpochMs;

  constructor(now: EpochMs) {
    this.#now = now;
  }

  now(): EpochMs {
    return this.#now;
  }

  setTimer(at: EpochMs, callback: () => void): () => void {
    return this.#timers.add({ at, callback });
  }

  yieldTurn(callback: () => void): void {
    this.#turns.push(callback);
  }

  /** Does the next thing there is to do, jumping over the time until then. False when there is nothing. */
  doNext(): boolean {
    const turn = this.#turns.shift();
    if (turn !== undefined) {
      turn();
      return true;
    }
    const timer = this.#timers.takeFirst();
    if (timer === undefined) return false;
    this.#now = Math.max(this.#now, timer.at);
    timer.callback();
    return true;
  }
}

interface Timer {
  readonly at: EpochMs;
  readonly callback: () => void;
}
