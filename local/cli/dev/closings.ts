/** What has been opened, to be closed again the other way round. */
export class Closings {
  readonly #closings: (() => void | Promise<void>)[] = [];

  add(close: () => void | Promise<void>): void {
    this.#closings.push(close);
  }

  /** May be called once more: what is closed stays closed. */
  async close(): Promise<void> {
    for (let close = this.#closings.pop(); close !== undefined; close = this.#closings.pop()) await close();
  }
}
