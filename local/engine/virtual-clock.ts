import type { Clock } from './ports.ts';
import type { EpochMs } from './signal.ts';

/**
 * Time that stands still until it is told to move: a Wait of a year takes no time, and the same timers always
 * fire in the same order (by time, then by the order in which they were set).
 */
export class VirtualClock implements Clock {
  #now: EpochMs;
  /** The earliest last, where it is taken from. */
  readonly #timers: Timer[] = [];
  readonly #turns: (() => void)[] = [];
  #sequence = 0;

  constructor(now: EpochMs = defaultStart) {
    this.#now = now;
  }

  now(): EpochMs {
    return this.#now;
  }

  setTimer(at: EpochMs, callback: () => void): () => void {
    const timer: Timer = { at, sequence: this.#sequence++, callback };
    this.#timers.splice(placeOf(timer, this.#timers), 0, timer);
    return () => {
      const place = placeOf(timer, this.#timers);
      if (this.#timers[place] === timer) this.#timers.splice(place, 1);
    };
  }

  yieldTurn(callback: () => void): void {
    this.#turns.push(callback);
  }

  /** Moves time forward, firing on the way all that falls due, and gives turns to those who yielded. */
  advance(durationMs: number): void {
    const until = this.#now + durationMs;
    this.#runTurns();
    while ((this.#timers.at(-1)?.at ?? Infinity) <= until) this.#fireEarliest();
    this.#now = until;
  }

  /** Fires everything there is, however far away. Throws when that seems to have no end. */
  runUntilIdle(): void {
    this.#runTurns();
    for (let fired = 0; this.#timers.length > 0; fired += 1) {
      if (fired === timersPerRunMax)
        throw new Error(`still busy after ${fired} timers: does a workflow loop?`);
      this.#fireEarliest();
    }
  }

  #fireEarliest(): void {
    const timer = this.#timers.pop();
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
  readonly sequence: number;
  readonly callback: () => void;
}

/** Where a timer stands or is to stand among others, by bisection; the latest come first. */
function placeOf(timer: Timer, timers: readonly Timer[]): number {
  let low = 0;
  let high = timers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isAfter(timers[middle] as Timer, timer)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isAfter(a: Timer, b: Timer): boolean {
  return a.at > b.at || (a.at === b.at && a.sequence > b.sequence);
}

/** 2026-01-01T00:00:00Z: any fixed moment would do. */
const defaultStart: EpochMs = Date.UTC(2026, 0, 1);
const timersPerRunMax = 1_000_000;
