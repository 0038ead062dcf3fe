import type { Json } from '../../../asl/json.ts';

/** Items that were read together. */
export interface ItemChunk {
  readonly items: readonly Json[];
  /** The names of the items, where they are the members of a JSON object. */
  readonly keys?: readonly string[];
  /** As `$$.Map.Item.Source` has it. */
  readonly source: string;
}

/** Ends when the dataset does; nothing is read ahead of what is asked for. */
export type ItemChunks = AsyncGenerator<ItemChunk, void, undefined>;

/** Why a dataset cannot be read, in words for the States.ItemReaderFailed that follows. */
export class UnreadableItems extends Error {
  override readonly name = 'UnreadableItems';
}

/** So many items are handed on at a time: much less than one signal may weigh, enough to cost little each. */
const pageItemsMax = 1_000;

export function* inPages({ items, keys, source }: ItemChunk): Generator<ItemChunk, void, undefined> {
  for (let start = 0; start < items.length; start += pageItemsMax) {
    const end = start + pageItemsMax;
    yield { items: items.slice(start, end), source, ...(keys && { keys: keys.slice(start, end) }) };
  }
}
