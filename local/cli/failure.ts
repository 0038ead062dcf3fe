import { UsageError } from './flags.ts';

/** Something that was asked about is not there or did not work; the message is a sentence, the exit code 1. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

export function exitCode(error: unknown): number {
  return error instanceof UsageError ? 2 : 1;
}

/** What a person reads when a command did not work: a sentence; a stack only for a defect of our own. */
export function explain(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\nstateyard help shows what there is.`;
  if (!(error instanceof Error)) return String(error);
  if (expected.has(error.name) || '$metadata' in error) return error.message;
  return error.stack ?? error.message;
}

/** Errors whose message is meant for the user. */
const expected: ReadonlySet<string> = new Set(['CommandError', 'JournalError', 'PortError', 'SettingError']);
