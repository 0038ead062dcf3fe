import type { JsonObject } from '../../../asl/json.ts';
import type { ReaderConfig } from '../../engine/map-run/dataset.ts';
import { CsvRows } from './csv-rows.ts';
import { inPages, type ItemChunks, UnreadableItems } from './item-chunk.ts';

/** The rows of delimited text; all values are texts, and what a row lacks is empty. */
export async function* csvItems(
  texts: AsyncIterable<string>,
  config: ReaderConfig,
  source: string,
): ItemChunks {
  const rows = new CsvRows(delimiters[config.CSVDelimiter ?? 'COMMA']);
  let headers = config.CSVHeaderLocation === 'GIVEN' ? (config.CSVHeaders ?? []) : undefined;
  for await (const batch of batchesOf(rows, texts)) {
    headers ??= checkHeaders(batch.shift());
    if (headers === undefined) continue;
    yield* inPages({ items: itemsOf(batch, headers), source });
  }
}

const delimiters = { COMMA: ',', PIPE: '|', SEMICOLON: ';', SPACE: ' ', TAB: '\t' } as const;

async function* batchesOf(rows: CsvRows, texts: AsyncIterable<string>): AsyncGenerator<string[][]> {
  for await (const text of texts) yield rows.push(text);
  yield rows.end();
}

function itemsOf(rows: readonly string[][], headers: readonly string[]): readonly JsonObject[] {
  return rows.map((row) => {
    const item: { [header: string]: string } = {};
    for (const [column, header] of headers.entries()) item[header] = row[column] ?? '';
    return item;
  });
}

/** input-output-itemreader.html, on CSVHeaderLocation. */
const headerBytesMax = 10 * 1_024;

function checkHeaders(headers: string[] | undefined): string[] | undefined {
  const bytes = Buffer.byteLength((headers ?? []).join(','), 'utf8');
  if (bytes <= headerBytesMax) return headers;
  throw new UnreadableItems(`The CSV header has more than ${headerBytesMax} bytes.`);
}
