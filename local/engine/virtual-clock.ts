import type { Clock } from './ports.ts';
import type { EpochMs } from './signal.ts';

/**
 * Time that stands still until it is told to move: a Wait of a year takes no time, and the same timers always
 * fire in the same order (by time, then by the order in which they were set).
 */
export class VirtualClock implements Clock {
  #now: EpochMs;
  #timers: Timer[] = [];
  #turns: (() => void)[] = [];
  #sequence = 0;

  constructor(now: EpochMs = defaultStart) {
    this.#now = now;
  }

  now(): EpochMs {
    return this.#now;
  }

  setTimer(at: EpochMs, callback: () => void): () => void {
    const timer: Timer = { at, sequence: this.#sequence++, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  yieldTurn(callback: () => void): void {
    this.#turns.push(callback);
  }

  /** Moves time forward, firing on the way all that falls due, and gives turns to those who yielded. */
  advance(durationMs: number): void {
    const until = this.#now + durationMs;
    this.#runTurns();
    for (let timer = this.#earliest(); timer !== undefined && timer.at <= until; timer = this.#earliest()) {
      this.#fire(timer);
    }
    this.#now = until;
  }

  /** Fires everything there is, however far away. Throws when that seems to have no end. */
  runUntilIdle(): void {
    this.#runTurns();
    for (let fired = 0; ; fired += 1) {
      const timer = this.#earliest();
      if (timer === undefined) return;
      if (fired === timersPerRunMax)
        throw new Error(`still busy after ${fired} timers: does a workflow loop?`);
      this.#fire(timer);
    }
  }

  #fire(timer: Timer): void {
    this.#timers = this.#timers.filter((other) => other !== timer);
    this.#now = Math.max(this.#now, timer.at);
    timer.callback();
    this.#runTurns();
  }

  #runTurns(): void {
    while (this.#turns.length > 0) {
      for (const turn of this.#turns.splice(0)) turn();
    }
  }

  #earliest(): Timer | undefined {
    let earliest = this.#timers[0];
    for (const timer of this.#timers) {
      if (earliest === undefined || isBefore(timer, earliest)) earliest = timer;
    }
    return earliest;
  }
}

interface Timer {
  readonly at: EpochMs;
  readonly sequence: number;
  readonly callback: () => void;
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.sequence < b.sequence);
}

/** 2026-01-01T00:00:00Z: any fixed moment would do. */
const defaultStart: EpochMs = Date.UTC(2026, 0, 1);
const timersPerRunMax = 1_000_000;
