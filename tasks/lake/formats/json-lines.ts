import { brokenRow, checkRowSize } from './broken-row.ts';
import type { SourceRow } from './source-row.ts';

/** An object a line; lines without anything are none (jsonlines.org). */
export async function* jsonLines(texts: AsyncIterable<string>): AsyncGenerator<SourceRow> {
  let rest = '';
  let line = 1;
  for await (const text of texts) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    checkRowSize(line + lines.length, rest.length);
    for (const each of lines) {
      yield* row(each, line);
      line += 1;
    }
  }
  yield* row(rest, line);
}

function* row(text: string, line: number): Generator<SourceRow> {
  if (text.trim() === '') return;
  checkRowSize(line, text.length);
  const value = parse(text, line);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw brokenRow(line, 'it is no JSON object.');
  }
  yield { line, values: new Map(Object.entries(value)) };
}

function parse(text: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw brokenRow(line, `it is no JSON: ${(error as Error).message}`);
  }
}
