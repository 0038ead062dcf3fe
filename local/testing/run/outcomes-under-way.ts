import type { Outcome } from './outcome.ts';

/**
 * Attempts whose outcome somebody really awaits. All that are under way together are waited for, and end in the order in
 * which they began: what takes long today takes no other turn than what took long yesterday.
 */
export class OutcomesUnderWay {
  #all: UnderWay[] = [];

  get isEmpty(): boolean {
    return this.#all.length === 0;
  }

  add(outcome: Promise<Outcome>, end: (outcome: Outcome) => void): void {
    this.#all.push({ outcome, end });
  }

  /** Rejects with the mistake of a double. */
  async settle(): Promise<void> {
    const settling = this.#all;
    this.#all = [];
    await Promise.allSettled(settling.map(({ outcome }) => outcome));
    for (const { outcome, end } of settling) end(await outcome);
  }
}

interface UnderWay {
  readonly outcome: Promise<Outcome>;
  readonly end: (outcome: Outcome) => void;
}
