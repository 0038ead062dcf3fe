import { TaskError } from '../../../asl/builder/task-error.ts';
import type { Column } from '../dataset-submission.ts';
import { brokenRow } from './broken-row.ts';
import { type Cell, cellOf, type Row } from './cell.ts';
import type { SourceRow } from './source-row.ts';

/** A row by its declared columns. Throws SchemaMismatch for other columns, BrokenRow for other values. */
export function typedRow({ line, values }: SourceRow, columns: readonly Column[]): Row {
  const unknown = [...values.keys()].find((name) => !columns.some((column) => column.name === name));
  if (unknown !== undefined) {
    throw new TaskError('SchemaMismatch', `Line ${line}: no column ${JSON.stringify(unknown)} was declared.`);
  }
  return Object.fromEntries(
    columns.map((column) => [column.name, typedCell(column, values.get(column.name), line)]),
  );
}

function typedCell(column: Column, value: unknown, line: number): Cell {
  const cell = cellOf(column, value);
  if (cell === undefined) {
    throw brokenRow(line, `${column.name} is no ${column.type}: ${shown(value)}.`);
  }
  if (cell === null && column.required === true) throw brokenRow(line, `${column.name} has no value.`);
  return cell;
}

/** Enough to find it, and not so much that somebody's data is spread over error messages. */
function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? typeof value);
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}
