/** What a part of a value counts, beside 1 for each character of a text. */
export const partBytes = 8;

/**
 * The sizes of values while an expression is evaluated. A few bytes can share their parts so often that no machine could
 * write them out, or walk them: each part is measured once, and a whole is the sum of its parts.
 */
export class ValueSizes {
  readonly #sizes = new WeakMap<object, number>();

  of(value: unknown): number {
    if (typeof value === 'string') return value.length;
    return isWhole(value) ? this.#ofWhole(value) : partBytes;
  }

  #ofWhole(whole: object): number {
    const known = this.#sizes.get(whole);
    if (known !== undefined) return known;
    let size = 0;
    for (const part of Object.values(whole) as readonly unknown[]) {
      size += isWhole(part) ? partBytes + this.#ofWhole(part) : this.of(part);
    }
    this.#sizes.set(whole, size);
    return size;
  }
}

/** Functions hold their surroundings, and these hold them. */
function isWhole(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !isFunction(value);
}

/** How jsonata marks its functions and those of an expression. */
export function isFunction(object: object): boolean {
  return (
    ('_jsonata_function' in object && object._jsonata_function === true) ||
    ('_jsonata_lambda' in object && object._jsonata_lambda === true)
  );
}
