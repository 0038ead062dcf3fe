import type { ReaderConfig } from '../../engine/map-run/dataset.ts';
import { csvItems } from './csv-items.ts';
import { type ItemChunks, UnreadableItems } from './item-chunk.ts';
import { jsonItems, jsonLinesItems } from './json-items.ts';
import { parquetItems } from './parquet-items.ts';
import type { ObjectLocation, S3Objects } from './s3-objects.ts';

/** JSON must be parsed whole. Differs from AWS, which takes larger objects: this must fit into memory. */
export const jsonBytesMax = 256 * 1_048_576;

/** The items of one S3 object, read according to InputType (input-output-itemreader.html). */
export async function* objectItems(
  objects: S3Objects,
  location: ObjectLocation,
  config: ReaderConfig,
): ItemChunks {
  const source = sourceOf(location);
  switch (config.InputType) {
    case 'CSV':
      return yield* csvItems(objects.texts(location), config, source);
    case 'JSON':
      return yield* jsonItems(await objects.text(location, jsonBytesMax), {
        pointer: config.ItemsPointer,
        source,
      });
    case 'JSONL':
      return yield* jsonLinesItems(objects.texts(location), source);
    case 'PARQUET':
      return yield* parquetItems(await remoteFile(objects, location), source);
    default:
      throw new UnreadableItems(`The InputType '${config.InputType ?? ''}' does not suit an S3 object.`);
  }
}

/** As `$$.Map.Item.Source` has it. */
function sourceOf({ Bucket, Key }: ObjectLocation): string {
  return `S3://${Bucket}/${Key}`;
}

async function remoteFile(objects: S3Objects, location: ObjectLocation) {
  const byteLength = await objects.size(location);
  return {
    byteLength,
    slice: (start: number, end = byteLength) => objects.range(location, start, end),
  };
}
