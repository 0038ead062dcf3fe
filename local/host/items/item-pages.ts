import type { ItemPages } from '../../engine/ports.ts';
import type { ItemReading } from '../../engine/signal.ts';
import { type ItemChunk, type ItemChunks, UnreadableItems } from './item-chunk.ts';

/** Hands the chunks of a dataset on, one for each that is asked for; an empty one says that it was the last. */
export function pagesOf(open: () => ItemChunks, abort: AbortController): ItemPages {
  let chunks: ItemChunks | undefined;
  const read = async (): Promise<ItemReading> => {
    try {
      chunks ??= open();
      const next = await chunks.next();
      return { type: 'read', page: next.done === true ? endOfItems : pageOf(next.value) };
    } catch (error) {
      return { type: 'failed', cause: causeOf(error) };
    }
  };
  return {
    next: (report) => void read().then(report),
    close: () => {
      abort.abort();
      void chunks?.return().catch(() => {}); // Nobody wants to know how reading ends any more.
    },
  };
}

const endOfItems = { items: [], source: '', isLast: true } as const;

function pageOf(chunk: ItemChunk) {
  return { ...chunk, isLast: false };
}

function causeOf(error: unknown): string {
  if (error instanceof UnreadableItems) return error.message;
  return `The dataset cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}
