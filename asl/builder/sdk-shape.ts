/**
 * The shapes of an SDK command as Step Functions spells them: JSON, with every member in PascalCase
 * (docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html).
 */

/** What a direct SDK integration takes. */
export type SdkInput<T> = T extends Streamed
  ? string
  : T extends Wire
    ? WireOf<T>
    : T extends readonly (infer Item)[]
      ? SdkInput<Item>[]
      : T extends object
        ? { [Key in keyof T as Member<Key>]: SdkInput<Exclude<T[Key], undefined>> }
        : T;

/** What it gives. The SDK marks every member as optional; here each is taken to be there, as the service promises. */
export type SdkOutput<T> = T extends Streamed
  ? string
  : T extends Wire
    ? WireOf<T>
    : T extends readonly (infer Item)[]
      ? SdkOutput<Item>[]
      : T extends object
        ? { [Key in keyof T as Exclude<Member<Key>, '$metadata'>]-?: SdkOutput<Exclude<T[Key], undefined>> }
        : T;

/** Bodies: streams and blobs of either platform. */
type Streamed = { readonly [Symbol.asyncIterator]: unknown } | { readonly arrayBuffer: unknown };

type Wire = Date | Uint8Array | string | number | bigint | boolean | null;
type WireOf<T> = T extends Date | Uint8Array ? string : T extends bigint ? number : T;

/** The keys of a map are data and stay as they are; the names of members are spelled anew. */
type Member<Key> = Key extends string ? (string extends Key ? Key : PascalCase<Key>) : Key;

/**
 * PascalCase as the integrations have it: of the capitals that a name begins with, all but the first, and but one that
 * begins a word, become small. SSEKMSKeyId is SsekmsKeyId, BOOL is Bool, ETag stays.
 */
export type PascalCase<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${Uppercase<First>}${LowerRun<Rest>}`
  : Name;

type LowerRun<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? IsCapital<First> extends true
    ? Rest extends `${infer Second}${string}`
      ? IsSmall<Second> extends true
        ? Name
        : `${Lowercase<First>}${LowerRun<Rest>}`
      : Lowercase<First>
    : Name
  : Name;

type IsCapital<Letter extends string> = Letter extends Lowercase<Letter> ? false : true;
type IsSmall<Letter extends string> = Letter extends Uppercase<Letter> ? false : true;

/** A command class of the SDK for JavaScript, version 3. */
export type CommandClass = new (input: never) => object;

/** Where every member may be left out, so may the whole input: the constructor takes `[] | [Input]`. */
export type CommandInput<Command> = Command extends new (
  ...given: infer Given
) => unknown
  ? Given extends readonly [infer Input, ...unknown[]]
    ? SdkInput<Exclude<Input, undefined>>
    : never
  : never;

export type CommandOutput<Command> = Command extends new (
  ...parameters: never[]
) => {
  resolveMiddleware(...parameters: never[]): (...parameters: never[]) => Promise<{ output: infer Output }>;
}
  ? SdkOutput<Output>
  : never;
