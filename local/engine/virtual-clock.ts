import type { Clock } from './ports.ts';
import type { EpochMs } from './signal.ts';
import { TimerQueue } from './timer-queue.ts';

/**
 * Time that stands still until it is told to move: a Wait of a year takes no time, and the same timers always
 * fire in the same order (by time, then by the order in which they were set).
 */
export class VirtualClock implements Clock {
  #now: EpochMs;
  readonly #timers = new TimerQueue<Timer>();
  readonly #turns: (() => void)[] = [];

  constructor(now: EpochMs = virtualEpochMs) {
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

  /** Moves time forward, firing on the way all that falls due, and gives turns to those who yielded. */
  advance(durationMs: number): void {
    const until = this.#now + durationMs;
    this.#runTurns();
    while ((this.#timers.first?.at ?? Infinity) <= until) this.#fireEarliest();
    this.#now = until;
  }

  /** Fires everything there is, however far away. Throws when that seems to have no end. */
  runUntilIdle(): void {
    this.#runTurns();
    for (let fired = 0; this.#timers.first !== undefined; fired += 1) {
      if (fired === timersPerRunMax)
        throw new Error(`still busy after ${fired} timers: does a workflow loop?`);
      this.#fireEarliest();
    }
  }

  #fireEarliest(): void {
    const timer = this.#timers.takeFirst();
    if (timer === undefined) return;
    this.#now = Math.max(this.#now, timer.at);
    timer.callback();
    this.#runTurns();
  }

  #runTurns(): void {
    while (this.#turns.length > 0) {
      for (const turn of this.#turns.splice(0)) turn();
    }
  }
}

interface Timer {
  readonly at: EpochMs;
  readonly callback: () => void;
}

/** 2026-01-01T00:00:00Z, where virtual time begins unless told otherwise: any fixed moment would do. */
export const virtualEpochMs: EpochMs = Date.UTC(2026, 0, 1);
const timersPerRunMax = 1_000_000;
