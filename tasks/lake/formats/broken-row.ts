import { TaskError } from '../../../asl/builder/task-error.ts';

/** What can be wrong with a file itself: final, and never of any use to try again. */
export const fileErrors = ['BrokenRow', 'SchemaMismatch', 'ChecksumMismatch', 'UnreadableFile'] as const;

/** A line that came to nothing, counted as editors do. */
export function brokenRow(line: number, because: string): TaskError {
  return new TaskError('BrokenRow', `Line ${line}: ${because}`);
}

/** A row is handed on as one piece, and a file without line breaks is no rows at all. */
export const rowBytesMax = 256 * 1024;

export function checkRowSize(line: number, length: number): void {
  if (length > rowBytesMax) throw brokenRow(line, `the row has more than ${rowBytesMax} bytes.`);
}
