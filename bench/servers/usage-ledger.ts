import type { Activity } from '../../tasks/stream/activity.ts';
import type { ActivityChange, WriteOutcome } from '../../tasks/stream/store/activity-table.ts';

/**
 * The table of activities in memory, and the record of what was produced: whatever is written is compared with what
 * should be. The events of a key are numbered, and their ids say so: `key-42/7`.
 */
export class UsageLedger {
  readonly #activities = new Map<string, Activity>();
  /** By key, when each of its events was produced. */
  readonly #producedAt = new Map<string, number[]>();
  latenciesMs: number[] = [];
  produced = 0;
  /** Written though its key had another event to come first. */
  outOfOrder = 0;

  /** From here on it is measured anew; what was produced before must still be counted. */
  begin(): void {
    this.latenciesMs = [];
    this.produced = 0;
    this.outOfOrder = 0;
  }

  /** Answers with the event's id. */
  produce(key: string): string {
    const times = this.#producedAt.get(key) ?? [];
    this.#producedAt.set(key, times);
    times.push(performance.now());
    this.produced += 1;
    return `${key}/${times.length - 1}`;
  }

  read(keys: readonly string[]): readonly Activity[] {
    return keys.flatMap((key) => this.#activities.get(key) ?? []);
  }

  write(changes: readonly ActivityChange[]): readonly WriteOutcome[] {
    return changes.map(({ before, after }) => {
      const there = this.#activities.get(after.key);
      if (there?.sequenceNumber !== before?.sequenceNumber) return 'CHANGED';
      this.#activities.set(after.key, after);
      this.#compare(there, after);
      return 'WRITTEN';
    });
  }

  #compare(before: Activity | undefined, { key, events, recentIds }: Activity): void {
    const now = performance.now();
    const first = before?.events ?? 0;
    const times = this.#producedAt.get(key) ?? [];
    const ids = recentIds.slice(-Math.min(events - first, recentIds.length));
    for (const [index, id] of ids.entries()) {
      if (id !== `${key}/${events - ids.length + index}`) this.outOfOrder += 1;
    }
    for (let number = first; number < events; number += 1) {
      this.latenciesMs.push(now - (times[number] ?? Number.NaN));
    }
  }

  /** Over all keys, so that one that was lost does not make up for another that was counted twice. */
  balance(): { readonly lost: number; readonly duplicated: number } {
    let [lost, duplicated] = [0, 0];
    for (const [key, times] of this.#producedAt) {
      const missing = times.length - (this.#activities.get(key)?.events ?? 0);
      if (missing > 0) lost += missing;
      else duplicated -= missing;
    }
    return { lost, duplicated };
  }
}
