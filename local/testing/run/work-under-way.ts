/**
 * Work that somebody really awaits. All that is under way together is waited for, and ends in the order in which it
 * began: what takes long today takes no other turn than what took long yesterday.
 */
export class WorkUnderWay {
  #all: (() => Promise<void>)[] = [];
  #begun: Promise<unknown>[] = [];

  get isEmpty(): boolean {
    return this.#all.length === 0;
  }

  add<Value>(work: Promise<Value>, end: (value: Value) => void): void {
    this.#begun.push(work);
    this.#all.push(async () => end(await work));
  }

  /** Rejects with what the first work that failed was rejected with. */
  async settle(): Promise<void> {
    const [ends, begun] = [this.#all, this.#begun];
    this.#all = [];
    this.#begun = [];
    await Promise.allSettled(begun);
    for (const end of ends) await end();
  }
}
