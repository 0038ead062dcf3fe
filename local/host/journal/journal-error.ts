/** The journal cannot be had, read or written; the message is a sentence for whoever named its folder. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
}

/** SQLite's result code (sqlite.org/rescode.html), without the details of an extended one. */
export function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined;
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
}

export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'errstr' in error ? String(error.errstr) : error.message;
}
