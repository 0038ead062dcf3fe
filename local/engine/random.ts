import type { RandomSource } from '../../asl/expressions/scope.ts';

/**
 * The randomness of one execution: the same seed gives the same numbers, so jitter, `$random`, `$uuid`,
 * States.UUID and task tokens are the same at every replay. Not for secrets.
 */
export class SeededRandom implements RandomSource {
  #state: number;

  /** `seed` is an unsigned integer of 32 bits. */
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  next(): number {
    return this.#nextUint32() / 2 ** 32;
  }

  /** A version 4 UUID (RFC 9562, section 5.4). */
  uuid(): string {
    const hex = this.hex(4);
    const variant = '89ab'.charAt(this.#nextUint32() & 3);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  /** `words` times eight hexadecimal digits. */
  hex(words: number): string {
    let text = '';
    for (let word = 0; word < words; word += 1) {
      text += this.#nextUint32().toString(16).padStart(8, '0');
    }
    return text;
  }

  /** Weyl sequence with a 32-bit finalizer ("mulberry32"): one word of state, full period, good enough here. */
  #nextUint32(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let word = this.#state;
    word = Math.imul(word ^ (word >>> 15), word | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return (word ^ (word >>> 14)) >>> 0;
  }
}
