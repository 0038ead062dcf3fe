import { join } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Activity } from '../../engine/activity.ts';
import type { ExecutionStart } from '../../engine/execution.ts';
import type { Journal, Kept, KeptExecution } from '../../engine/journal.ts';
import type { Clock } from '../../engine/ports.ts';
import type { Signal } from '../../engine/signal.ts';
import type { Revision, StateMachine } from '../../engine/state-machine.ts';
import { activityText, machineText, revisionText } from './documents.ts';
import { JournalError, reasonOf } from './journal-error.ts';
import { damaged, openJournalFile } from './journal-file.ts';
import { readJournal } from './read-journal.ts';

/**
 * The journal in a file of SQLite.
 *
 * Q1  Group commit: what is told in one turn of the event loop is one transaction, committed at the turn's end.
 * Q2  Fail-stop: after a transaction that could not be committed nothing is written any more, nobody is called back,
 *     and `whenFailed` settles. Memory is ahead of the file then, and the only truth is the file's.
 */
export class SqliteJournal implements Journal {
  readonly #folder: string;
  readonly #database: DatabaseSync;
  readonly #statements: Statements;
  readonly #clock: Pick<Clock, 'yieldTurn'>;
  /** In the order in which they are to be made. */
  #writes: (() => void)[] = [];
  #waiting: Waiting[] = [];
  #failure: JournalError | undefined;
  readonly #failed = Promise.withResolvers<JournalError>();
  readonly #executionNumbers = new Map<string, number>();
  readonly #revisionNumbers = new WeakMap<Revision, number>();
  #lastNumber: number;

  /** For as long as the process lives, or until `close`. Throws JournalError. */
  constructor(folder: string, clock: Pick<Clock, 'yieldTurn'>) {
    this.#folder = folder;
    this.#clock = clock;
    this.#database = openJournalFile(folder);
    this.#statements = prepare(this.#database);
    this.#lastNumber = lastNumberIn(this.#database);
  }

  /** What the processes before this one have kept; to be read before anything is told. */
  read(): Kept {
    try {
      const { kept, executionNumbers, revisionNumbers } = readJournal(this.#database);
      for (const [arn, number] of executionNumbers) this.#executionNumbers.set(arn, number);
      for (const [revision, number] of revisionNumbers) this.#revisionNumbers.set(revision, number);
      this.#forgetRevisionsBut([...revisionNumbers.values()]);
      return { ...kept, executions: this.#whileReadable(kept.executions) };
    } catch (error) {
      throw this.#unreadable(error);
    }
  }

  *#whileReadable(executions: Kept['executions']): Generator<KeptExecution> {
    try {
      yield* executions;
    } catch (error) {
      throw this.#unreadable(error);
    }
  }

  #unreadable(error: unknown): JournalError {
    return damaged(join(this.#folder, 'journal.sqlite'), reasonOf(error));
  }

  /** Settles when the journal cannot be written any more, with a sentence about it (Q2). */
  get whenFailed(): Promise<JournalError> {
    return this.#failed.promise;
  }

  executionStarted(start: ExecutionStart, revision: Revision): void {
    const number = ++this.#lastNumber;
    const revisionNumber = this.#numberOf(revision);
    this.#executionNumbers.set(start.arn, number);
    this.#write(() => this.#statements.addExecution.run(number, revisionNumber, JSON.stringify(start)));
  }

  signalReceived(executionArn: string, signal: Signal): void {
    const execution = this.#executionNumbers.get(executionArn);
    if (execution === undefined) return;
    const number = ++this.#lastNumber;
    this.#write(() => this.#statements.addSignal.run(number, execution, JSON.stringify(signal)));
  }

  executionForgotten(executionArn: string): void {
    const execution = this.#executionNumbers.get(executionArn);
    if (execution === undefined) return;
    this.#executionNumbers.delete(executionArn);
    this.#write(() => {
      this.#statements.deleteSignals.run(execution);
      this.#statements.deleteExecution.run(execution);
    });
  }

  stateMachineChanged(machine: StateMachine): void {
    const text = machineText(machine, (revision) => this.#numberOf(revision));
    this.#write(() => this.#statements.putStateMachine.run(machine.arn, text));
  }

  stateMachineDeleted(arn: string): void {
    this.#write(() => this.#statements.deleteStateMachine.run(arn));
  }

  activityChanged(activity: Activity): void {
    this.#write(() => this.#statements.putActivity.run(activity.arn, activityText(activity)));
  }

  activityDeleted(arn: string): void {
    this.#write(() => this.#statements.deleteActivity.run(arn));
  }

  whenKept(callback: () => void): void {
    this.#await({ onKept: callback, onLost: () => {} });
  }

  /** Settles when all that was told is kept; rejects with a JournalError when it cannot be. */
  kept(): Promise<void> {
    return new Promise((onKept, onLost) => this.#await({ onKept, onLost }));
  }

  close(): void {
    this.#commit();
    this.#failure ??= new JournalError(`The journal in ${this.#folder} is closed.`);
    if (this.#database.isOpen) this.#database.close();
  }

  #await(waiting: Waiting): void {
    if (this.#failure !== undefined) waiting.onLost(this.#failure);
    else if (this.#writes.length === 0) waiting.onKept();
    else this.#waiting.push(waiting);
  }

  /** The revision is written with the first that refers to it. */
  #numberOf(revision: Revision): number {
    const known = this.#revisionNumbers.get(revision);
    if (known !== undefined) return known;
    const number = ++this.#lastNumber;
    this.#revisionNumbers.set(revision, number);
    this.#write(() => this.#statements.addRevision.run(number, revisionText(revision)));
    return number;
  }

  #write(write: () => void): void {
    if (this.#failure !== undefined) return;
    this.#writes.push(write);
    if (this.#writes.length === 1) this.#clock.yieldTurn(() => this.#commit()); // Q1
  }

  /** Those who are called back may write more, which the next transaction holds. */
  #commit(): void {
    if (this.#writes.length === 0 || this.#failure !== undefined) return;
    const writes = this.#writes;
    const waiting = this.#waiting;
    this.#writes = [];
    this.#waiting = [];
    try {
      this.#database.exec('BEGIN');
      for (const write of writes) write();
      this.#database.exec('COMMIT');
    } catch (error) {
      return this.#fail(error, waiting);
    }
    for (const { onKept } of waiting) onKept();
  }

  #fail(error: unknown, waiting: readonly Waiting[]): void {
    const failure = new JournalError(
      `The journal in ${this.#folder} cannot be written: ${reasonOf(error)}. Nothing goes on without it; what was answered until now is kept.`,
    );
    if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
    this.#failure = failure;
    for (const { onLost } of waiting) onLost(failure);
    this.#failed.resolve(failure);
  }

  #forgetRevisionsBut(used: readonly number[]): void {
    this.#database
      .prepare('DELETE FROM revision WHERE id NOT IN (SELECT value FROM json_each(?))')
      .run(JSON.stringify(used));
  }
}

interface Waiting {
  readonly onKept: () => void;
  readonly onLost: (failure: JournalError) => void;
}

type Statements = ReturnType<typeof prepare>;

function prepare(database: DatabaseSync) {
  const put = (table: 'state_machine' | 'activity'): StatementSync =>
    database.prepare(
      `INSERT INTO ${table} (arn, document) VALUES (?, ?) ON CONFLICT (arn) DO UPDATE SET document = excluded.document`,
    );
  return {
    addExecution: database.prepare('INSERT INTO execution (id, revision, start) VALUES (?, ?, ?)'),
    addSignal: database.prepare('INSERT INTO signal (id, execution, document) VALUES (?, ?, ?)'),
    addRevision: database.prepare('INSERT INTO revision (id, document) VALUES (?, ?)'),
    deleteExecution: database.prepare('DELETE FROM execution WHERE id = ?'),
    deleteSignals: database.prepare('DELETE FROM signal WHERE execution = ?'),
    putStateMachine: put('state_machine'),
    deleteStateMachine: database.prepare('DELETE FROM state_machine WHERE arn = ?'),
    putActivity: put('activity'),
    deleteActivity: database.prepare('DELETE FROM activity WHERE arn = ?'),
  } as const;
}

/** Executions, signals and revisions are numbered in one row, so that a number says what came before what. */
function lastNumberIn(database: DatabaseSync): number {
  const row = database
    .prepare(
      `SELECT max(
         coalesce((SELECT max(id) FROM signal), 0),
         coalesce((SELECT max(id) FROM execution), 0),
         coalesce((SELECT max(id) FROM revision), 0)
       ) AS number`,
    )
    .get();
  return Number(row?.['number']);
}
