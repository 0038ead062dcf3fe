import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { type AsyncBuffer, type Compressors, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { TaskError } from '../../../asl/builder/task-error.ts';
import type { SourceRow } from './source-row.ts';

/** The rows of a Parquet file, a row group at a time: that is as little as the format lets one read. */
export async function* parquetRows(file: AsyncBuffer): AsyncGenerator<SourceRow> {
  const metadata = await parquetMetadataAsync(file);
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    checkSize(group.total_byte_size);
    const rowEnd = rowStart + Number(group.num_rows);
    const rows = await parquetReadObjects({ file, metadata, compressors, rowStart, rowEnd });
    for (const [index, row] of rows.entries()) {
      yield { line: rowStart + index + 1, values: new Map(Object.entries(row)) };
    }
    rowStart = rowEnd;
  }
}

/** Twice as much as writers usually make of them; unpacked it still fits into a function of 2 GB. */
const rowGroupBytesMax = 256 * 1024 * 1024;

function checkSize(bytes: bigint): void {
  if (bytes <= rowGroupBytesMax) return;
  throw new TaskError('UnreadableFile', `A row group has ${bytes} bytes; ${rowGroupBytesMax} are taken.`);
}

/** Those that Node.js has; the reader itself knows Snappy. */
const compressors: Compressors = {
  GZIP: (input) => gunzipSync(input),
  BROTLI: (input) => brotliDecompressSync(input),
  ZSTD: (input) => zstdDecompressSync(input),
};
