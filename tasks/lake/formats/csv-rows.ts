import { TaskError } from '../../../asl/builder/task-error.ts';
import { brokenRow } from './broken-row.ts';
import { type CsvRecord, CsvRecords } from './csv-records.ts';
import type { SourceRow } from './source-row.ts';

/** The rows of a CSV file, whose first record has the names. */
export async function* csvRows(texts: AsyncIterable<string>): AsyncGenerator<SourceRow> {
  let header: readonly string[] | undefined;
  for await (const { line, fields } of recordsOf(texts)) {
    if (header === undefined) {
      header = headerOf(fields);
      continue;
    }
    if (fields.length !== header.length) {
      throw brokenRow(line, `it has ${fields.length} fields; the header has ${header.length}.`);
    }
    yield { line, values: new Map(header.map((name, index) => [name, fields[index]])) };
  }
}

async function* recordsOf(texts: AsyncIterable<string>): AsyncGenerator<CsvRecord> {
  const records = new CsvRecords();
  for await (const text of texts) yield* records.push(text);
  yield* records.end();
}

/** What Excel puts in front of it is no part of the first name. */
function headerOf(fields: readonly string[]): readonly string[] {
  const names = fields.map((name, index) => (index === 0 ? name.replace(/^\uFEFF/, '') : name).trim());
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return names;
  throw new TaskError('SchemaMismatch', `The header has ${JSON.stringify(twice)} twice.`);
}
