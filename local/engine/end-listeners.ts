import type { Execution } from './execution.ts';

/** Who wants to hear that executions have ended: of one, once; or of all. */
export class EndListeners {
  readonly #ofOne = new Map<Execution, Set<() => void>>();
  readonly #ofAll = new Set<(execution: Execution) => void>();

  /** The returned function takes it back. */
  once(execution: Execution, callback: () => void): () => void {
    const waiting = this.#ofOne.get(execution) ?? new Set();
    this.#ofOne.set(execution, waiting.add(callback));
    return () => waiting.delete(callback);
  }

  always(listener: (execution: Execution) => void): () => void {
    this.#ofAll.add(listener);
    return () => this.#ofAll.delete(listener);
  }

  /** Where a callback throws, those after it hear of the end when this is called once more. */
  tell(execution: Execution): void {
    const waiting = this.#ofOne.get(execution) ?? new Set();
    for (const callback of waiting) {
      waiting.delete(callback);
      callback();
    }
    this.#ofOne.delete(execution);
    for (const listener of this.#ofAll) listener(execution);
  }
}
