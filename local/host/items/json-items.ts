import { isJsonObject, type Json } from '../../../asl/json.ts';
import { valueAtPointer } from '../../../asl/json-pointer.ts';
import { parseJson } from '../../../asl/parse-json.ts';
import { inPages, type ItemChunk, type ItemChunks, UnreadableItems } from './item-chunk.ts';

/**
 * The items of a JSON text: those of its array, or of the array or object that ItemsPointer leads to.
 *
 * Differs from what AWS is said to do since 2025: the recordings know objects as items only through a pointer.
 */
export function* jsonItems(
  text: string,
  { pointer, source }: { readonly pointer: string | undefined; readonly source: string },
): Generator<ItemChunk, void, undefined> {
  const value = valueAtPointer(parse(text), pointer ?? '');
  if (Array.isArray(value)) return yield* inPages({ items: value, source });
  if (isJsonObject(value) && pointer !== undefined) {
    return yield* inPages({ items: Object.values(value), keys: Object.keys(value), source });
  }
  throw new UnreadableItems('Attempting to map over non-iterable node.');
}

/** An item a line; lines without anything are none (jsonlines.org). */
export async function* jsonLinesItems(texts: AsyncIterable<string>, source: string): ItemChunks {
  let rest = '';
  for await (const text of texts) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    yield* inPages({ items: parseLines(lines), source });
  }
  yield* inPages({ items: parseLines([rest]), source });
}

function parseLines(lines: readonly string[]): readonly Json[] {
  return lines.filter((line) => line.trim() !== '').map(parse);
}

function parse(text: string): Json {
  try {
    return parseJson(text);
  } catch (error) {
    throw new UnreadableItems(`The dataset is no valid JSON: ${(error as Error).message}`);
  }
}
