/**
 * The bytes of the objects read last. Several tasks look at one photo, in one process or in one warm function; an
 * ETag names the bytes for good, so what is here can never be stale. Oldest out first.
 */
export class RecentObjects {
  readonly #bytesMax: number;
  readonly #objects = new Map<string, Uint8Array>();
  #bytes = 0;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  get(identity: string): Uint8Array | undefined {
    const bytes = this.#objects.get(identity);
    if (bytes === undefined) return undefined;
    this.#objects.delete(identity);
    this.#objects.set(identity, bytes);
    return bytes;
  }

  set(identity: string, bytes: Uint8Array): void {
    this.#forget(identity);
    if (bytes.length > this.#bytesMax) return;
    this.#objects.set(identity, bytes);
    this.#bytes += bytes.length;
    for (const oldest of this.#objects.keys()) {
      if (this.#bytes <= this.#bytesMax) return;
      this.#forget(oldest);
    }
  }

  #forget(identity: string): void {
    this.#bytes -= this.#objects.get(identity)?.length ?? 0;
    this.#objects.delete(identity);
  }
}
