/** What a value's type becomes once it has gone over the wire as JSON. */
export type Jsonify<T> = T extends Date
  ? string
  : T extends Uint8Array
    ? string
    : T extends readonly (infer Item)[]
      ? Jsonify<Item>[]
      : T extends (...parameters: never[]) => unknown
        ? never
        : T extends object
          ? { [Key in keyof T]: Jsonify<T[Key]> }
          : T;

/** The same data where nobody may change it: what a handler may return. */
export type Immutable<T> = T extends readonly (infer Item)[]
  ? readonly Immutable<Item>[]
  : T extends Date | Uint8Array | ((...parameters: never[]) => unknown)
    ? T
    : T extends object
      ? { readonly [Key in keyof T]: Immutable<T[Key]> }
      : T;
