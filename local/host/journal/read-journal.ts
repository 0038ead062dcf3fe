import type { DatabaseSync } from 'node:sqlite';
import type { ExecutionStart } from '../../engine/execution.ts';
import type { Kept, KeptExecution } from '../../engine/journal.ts';
import type { Signal } from '../../engine/signal.ts';
import type { Revision } from '../../engine/state-machine.ts';
import { parseActivity, parseMachine, parseRevision } from './documents.ts';

/** All that a journal holds, and how it numbers what it will be told of again. */
export interface Read {
  readonly kept: Kept;
  /** Of executions, by their ARN. */
  readonly executionNumbers: ReadonlyMap<string, number>;
  readonly revisionNumbers: ReadonlyMap<Revision, number>;
}

export function readJournal(database: DatabaseSync): Read {
  const revisions = new Map<number, Revision>();
  const revisionOf = (number: number): Revision => {
    const revision = revisions.get(number) ?? readRevision(database, number);
    revisions.set(number, revision);
    return revision;
  };
  const machines = documents(database, 'state_machine').map((text) => parseMachine(text, revisionOf));
  const starts = database.prepare('SELECT id, revision, start FROM execution ORDER BY id').all();
  const executions = starts.map(({ id, revision, start }) => ({
    number: Number(id),
    revision: revisionOf(Number(revision)),
    start: JSON.parse(String(start)) as ExecutionStart,
  }));
  return {
    kept: {
      stateMachines: machines,
      activities: documents(database, 'activity').map(parseActivity),
      executions: withSignals(database, executions),
    },
    executionNumbers: new Map(executions.map(({ number, start }) => [start.arn, number])),
    revisionNumbers: new Map([...revisions].map(([number, revision]) => [revision, number])),
  };
}

/** In the order in which they were created: an update leaves a row where it is. */
function documents(database: DatabaseSync, table: 'state_machine' | 'activity'): readonly string[] {
  return database
    .prepare(`SELECT document FROM ${table} ORDER BY rowid`)
    .all()
    .map(({ document }) => String(document));
}

function readRevision(database: DatabaseSync, number: number): Revision {
  const row = database.prepare('SELECT document FROM revision WHERE id = ?').get(number);
  return parseRevision(String(row?.['document']));
}

/** One after another: the signals of all of them together may be many times what the engine keeps of them. */
function* withSignals(
  database: DatabaseSync,
  executions: readonly (Omit<KeptExecution, 'signals'> & { readonly number: number })[],
): Generator<KeptExecution> {
  const select = database.prepare('SELECT document FROM signal WHERE execution = ? ORDER BY id');
  for (const { number, ...execution } of executions) {
    const signals = select.all(number).map(({ document }) => JSON.parse(String(document)) as Signal);
    yield { ...execution, signals };
  }
}
