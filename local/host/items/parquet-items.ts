import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import {
  type AsyncBuffer,
  type Compressors,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  toJson,
} from 'hyparquet';
import type { Json } from '../../../asl/json.ts';
import { inPages, type ItemChunks, UnreadableItems } from './item-chunk.ts';

/** The rows of a Parquet object, a row group at a time: that is as little as the format lets one read. */
export async function* parquetItems(file: AsyncBuffer, source: string): ItemChunks {
  const metadata = await parquetMetadataAsync(file);
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    checkSize(group.total_byte_size);
    const rowEnd = rowStart + Number(group.num_rows);
    yield* inPages({ items: await rowsOf(file, metadata, { rowStart, rowEnd }), source });
    rowStart = rowEnd;
  }
}

async function rowsOf(
  file: AsyncBuffer,
  metadata: FileMetaData,
  range: { readonly rowStart: number; readonly rowEnd: number },
): Promise<readonly Json[]> {
  const rows = await parquetReadObjects({ file, metadata, compressors, ...range });
  return rows.map((row) => toJson(row) as Json);
}

/** docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html, on Parquet. */
const rowGroupBytesMax = 256 * 1_048_576;

function checkSize(rowGroupBytes: bigint): void {
  if (rowGroupBytes <= rowGroupBytesMax) return;
  throw new UnreadableItems(`A row group of the Parquet file has more than ${rowGroupBytesMax} bytes.`);
}

/** Those that Node.js has; the reader itself knows Snappy. */
const compressors: Compressors = {
  GZIP: (input) => gunzipSync(input),
  BROTLI: (input) => brotliDecompressSync(input),
  ZSTD: (input) => zstdDecompressSync(input),
};
