/** The journal cannot be had, read or written; the message is a sentence for whoever named its folder. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
}

/** SQLite's result code (sqlite.org/rescode.html), without the details of an extended one. */
export function resultCode(error: unknown): number | undefined {
  const { errcode } = error as { readonly errcode?: unknown };
  return typeof errcode === 'number' ? errcode & 0xff : undefined;
}

export function reasonOf(error: unknown): string {
  const { errstr, message } = error as { readonly errstr?: unknown; readonly message?: unknown };
  return String(errstr ?? message ?? error);
}
