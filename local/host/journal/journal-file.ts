import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { JournalError, reasonOf, resultCode } from './journal-error.ts';

/**
 * Opens the journal of a folder, which is made where it is not there, for this process alone. Throws JournalError.
 *
 * A transaction is on the disk when its COMMIT returns (WAL with synchronous FULL: sqlite.org/pragma.html), one that
 * was cut off in the middle never happened, and the lock goes with the process however that ends.
 */
export function openJournalFile(folder: string): DatabaseSync {
  const path = join(folder, 'journal.sqlite');
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    database = new DatabaseSync(path);
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = FULL');
    checkOrigin(database, path);
    checkPages(database, path);
    database.exec(schema);
    return database;
  } catch (error) {
    database?.close();
    throw error instanceof JournalError ? error : new JournalError(unopened(error, folder, path));
  }
}

/** What is written where, as of `formatVersion`. A revision stands once for all that refer to it. */
const formatVersion = 1;
/** "Stey": says in the file's head whose it is (sqlite.org/pragma.html#pragma_application_id). */
const applicationId = 0x53746579;

/**
 * Signals stand in the order in which they came: sorted by execution, each would take a page of its own to the disk.
 * All of it is one transaction, so that a process which dies at its very beginning leaves nothing half-made.
 */
const schema = `
  BEGIN;
  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${formatVersion};
  CREATE TABLE IF NOT EXISTS revision (id INTEGER PRIMARY KEY, document TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS state_machine (arn TEXT PRIMARY KEY, document TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS activity (arn TEXT PRIMARY KEY, document TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS execution (id INTEGER PRIMARY KEY, revision INTEGER NOT NULL, start TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS signal (id INTEGER PRIMARY KEY, execution INTEGER NOT NULL, document TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS signal_of_execution ON signal (execution);
  COMMIT;
`;

function checkOrigin(database: DatabaseSync, path: string): void {
  const id = pragma(database, 'application_id');
  const version = pragma(database, 'user_version');
  const isNew = id === 0 && version === 0 && pragma(database, 'schema_version') === 0;
  if (isNew) return;
  if (id !== applicationId) throw new JournalError(`${path} is a database of another program.`);
  if (version === formatVersion) return;
  throw new JournalError(
    `${path} was written by another version of Stateyard: its format is ${version}, this one reads ${formatVersion}.`,
  );
}

/** A page that is damaged shows now, rather than when an execution needs it. */
function checkPages(database: DatabaseSync, path: string): void {
  const found = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (found !== 'ok') throw damaged(path, String(found).replaceAll('\n', ' '));
}

export function damaged(path: string, reason: string): JournalError {
  return new JournalError(
    `The journal ${path} is damaged: ${reason}. Put back a copy of it, or move it away to begin anew.`,
  );
}

function pragma(database: DatabaseSync, name: string): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}

function unopened(error: unknown, folder: string, path: string): string {
  switch (resultCode(error)) {
    case sqlite.busy:
      return `The folder ${folder} is in use: another Stateyard keeps its journal there.`;
    case sqlite.corrupt:
    case sqlite.notADatabase:
      return damaged(path, reasonOf(error)).message;
    default:
      return `The folder ${folder} cannot hold a journal: ${reasonOf(error)}.`;
  }
}

/** sqlite.org/rescode.html */
const sqlite = { busy: 5, corrupt: 11, notADatabase: 26 } as const;
