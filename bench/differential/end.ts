import type { Json } from '../../asl/json.ts';

/** How an execution has ended, as far as two implementations should agree: causes are each one's own words. */
export type End =
  | { readonly status: 'SUCCEEDED'; readonly output: Json }
  | { readonly status: 'FAILED'; readonly error: string }
  /** The definition was not accepted. */
  | { readonly status: 'REFUSED'; readonly error: string };
