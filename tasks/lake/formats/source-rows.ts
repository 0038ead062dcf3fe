import type { AsyncBuffer } from 'hyparquet';
import type { DatasetSubmission } from '../dataset-submission.ts';
import type { SourceFile } from '../ingest.ts';
import type { LakeObjects } from '../store/lake-objects.ts';
import { csvRows } from './csv-rows.ts';
import { jsonLines } from './json-lines.ts';
import { parquetRows } from './parquet-rows.ts';
import type { SourceRow } from './source-row.ts';
import { checked, textOf, unreadable } from './text-of.ts';

type Format = DatasetSubmission['format'];

/** The rows of a file, as it is read; its checksum may turn out wrong after the last one. */
export function sourceRows(format: Format, file: SourceFile, objects: LakeObjects): AsyncIterable<SourceRow> {
  if (format === 'PARQUET') return parquetFile(file, objects);
  const texts = textOf(file, checked(file, objects.read(file)));
  return format === 'CSV' ? csvRows(texts) : jsonLines(texts);
}

/** A Parquet file is read from its end, so its checksum takes a pass of its own. */
async function* parquetFile(file: SourceFile, objects: LakeObjects): AsyncGenerator<SourceRow> {
  if (file.sha256 !== undefined) for await (const _ of checked(file, objects.read(file)));
  try {
    yield* parquetRows(rangesOf(file, objects));
  } catch (thrown) {
    throw unreadable(file.key, thrown);
  }
}

function rangesOf(file: SourceFile, objects: LakeObjects): AsyncBuffer {
  return {
    byteLength: file.bytes,
    slice: async (start, end = file.bytes) => {
      const range = [start < 0 ? file.bytes + start : start, end] as const;
      const chunks: Uint8Array[] = [];
      for await (const chunk of objects.read({ ...file, range })) chunks.push(chunk);
      return Uint8Array.from(Buffer.concat(chunks)).buffer;
    },
  };
}
