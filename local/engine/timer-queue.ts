import type { EpochMs } from './signal.ts';

/** What has a moment. */
interface Timed {
  readonly at: EpochMs;
}

/** Timers in the order in which they fire: by time, then by the order in which they were added. */
export class TimerQueue<Timer extends Timed> {
  /** The earliest last, where it is taken from. */
  readonly #entries: Entry<Timer>[] = [];
  #sequence = 0;

  /** The returned function removes the timer, if it is still there. */
  add(timer: Timer): () => void {
    const entry = { timer, sequence: this.#sequence++ };
    this.#entries.splice(placeOf(entry, this.#entries), 0, entry);
    return () => {
      const place = placeOf(entry, this.#entries);
      if (this.#entries[place] === entry) this.#entries.splice(place, 1);
    };
  }

  get first(): Timer | undefined {
    return this.#entries.at(-1)?.timer;
  }

  takeFirst(): Timer | undefined {
    return this.#entries.pop()?.timer;
  }
}

interface Entry<Timer> {
  readonly timer: Timer;
  readonly sequence: number;
}

/** Where an entry stands or is to stand among others, by bisection; the latest come first. */
function placeOf<Timer extends Timed>(entry: Entry<Timer>, entries: readonly Entry<Timer>[]): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isAfter(entries[middle] as Entry<Timer>, entry)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isAfter(a: Entry<Timed>, b: Entry<Timed>): boolean {
  return a.timer.at > b.timer.at || (a.timer.at === b.timer.at && a.sequence > b.sequence);
}
