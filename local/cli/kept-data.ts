import type { Engine } from '../engine/engine.ts';
import type { Journal } from '../engine/journal.ts';
import type { HttpService } from '../host/http-message.ts';
import { systemClock } from '../host/system-clock.ts';

/** What a server keeps from one process to the next. */
export interface KeptData {
  readonly journal: Journal | undefined;
  /** Gives the engine what the process before has kept; executions under way go on. */
  readonly restore: (engine: Engine) => void;
  /** The service, answering only once what it has done is kept. */
  readonly guard: (service: HttpService) => HttpService;
  /** Settles when nothing can be kept any more; the message says why. */
  readonly whenFailed: Promise<Error>;
  readonly close: () => void;
}

/** Without a folder, memory is all there is. Throws JournalError. */
export async function openKeptData(folder: string | undefined): Promise<KeptData> {
  if (folder === undefined) return nothingKept;
  const { SqliteJournal } = await import('../host/journal/sqlite-journal.ts'); // Node 22 warns of node:sqlite.
  const { answerWhenKept } = await import('../host/journal/answer-when-kept.ts');
  const journal = new SqliteJournal(folder, systemClock);
  return {
    journal,
    restore: (engine) => engine.restore(journal.read()),
    guard: (service) => answerWhenKept(service, journal),
    whenFailed: journal.whenFailed,
    close: () => journal.close(),
  };
}

const nothingKept: KeptData = {
  journal: undefined,
  restore: () => {},
  guard: (service) => service,
  whenFailed: new Promise(() => {}),
  close: () => {},
};
