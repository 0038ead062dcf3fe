import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Engine } from '../local/engine/engine.ts';
import { type Journal, noJournal } from '../local/engine/journal.ts';
import type { Signal } from '../local/engine/signal.ts';
import { SqliteJournal } from '../local/host/journal/sqlite-journal.ts';
import { randomIds, systemRandom } from '../local/host/random-ids.ts';
import { systemClock } from '../local/host/system-clock.ts';

/**
 * `node bench/journal.ts`: state transitions a second of executions whose every state is a task, so that each waits for
 * the disk before it goes on: in memory alone, with the journal, and beside them the limit: a bare loop that appends
 * the same signals to a table, in transactions of as many as the journal's had. One execution at a time pays a
 * transaction for each task; many share them (group commit).
 */
const tasksPerExecution = 20;

for (const concurrency of [1, 10, 100, 1_000]) {
  const executions = Math.max(20, Math.min(2_000, concurrency * 5));
  const memory = await measure({ concurrency, executions }, noJournal);
  const folder = mkdtempSync(join(tmpdir(), 'stateyard-bench-'));
  const journal = new SqliteJournal(folder, systemClock);
  const counted = counting(journal);
  const kept = await measure({ concurrency, executions }, counted.journal);
  journal.close();
  const perTransaction = Math.max(1, Math.round(counted.signals.length / counted.transactions()));
  const bare = appendBare(join(folder, 'bare.sqlite'), counted.signals, perTransaction);
  rmSync(folder, { recursive: true });
  const signalsPerSecond = (counted.signals.length * 1_000) / kept.ms;
  console.log(
    [
      `${String(concurrency).padStart(5)} at a time`,
      `memory ${rate(memory.transitionsPerSecond)}/s`,
      `journal ${rate(kept.transitionsPerSecond)}/s (${percent(kept.transitionsPerSecond / memory.transitionsPerSecond)} of it)`,
      `${perTransaction} signals a transaction, ${rate(signalsPerSecond)}/s`,
      `bare append ${rate(bare)}/s`,
      `${percent(signalsPerSecond / bare)} of the limit`,
    ].join('; '),
  );
}

interface Measured {
  readonly ms: number;
  readonly transitionsPerSecond: number;
}

async function measure(
  { concurrency, executions }: { readonly concurrency: number; readonly executions: number },
  journal: Journal,
): Promise<Measured> {
  const engine = new Engine({
    place: { region: 'us-east-1', accountId: '123456789012' },
    clock: systemClock,
    ids: randomIds,
    random: systemRandom,
    journal,
    taskRunner: () => ({
      start: (_execution, { parameters }, report) => {
        report({ type: 'started' });
        setImmediate(() => report({ type: 'succeeded', output: parameters }));
        return () => {};
      },
    }),
  });
  const stateMachineArn = taskMachine(engine);
  const input = { order: { lines: [{ sku: 'A1', quantity: 2 }], total: 12 } };
  const from = performance.now();
  let left = executions;
  const runOne = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const execution = engine.startExecution({ stateMachineArn, input });
      await new Promise<void>((resolve) => engine.whenEnded(execution, resolve));
      await new Promise<void>((resolve) => journal.whenKept(resolve));
    }
  };
  await Promise.all(Array.from({ length: concurrency }, runOne));
  const ms = performance.now() - from;
  return { ms, transitionsPerSecond: (executions * tasksPerExecution * 1_000) / ms };
}

function taskMachine(engine: Engine): string {
  const names = Array.from({ length: tasksPerExecution }, (_, index) => `Task${index}`);
  const states = names.map((name, index) => {
    const next = names[index + 1];
    const Resource = 'arn:aws:lambda:us-east-1:123456789012:function:Echo';
    return [name, { Type: 'Task', Resource, ...(next === undefined ? { End: true } : { Next: next }) }];
  });
  return engine.createStateMachine({
    name: 'Tasks',
    type: 'STANDARD',
    definition: JSON.stringify({ StartAt: 'Task0', States: Object.fromEntries(states) }),
    roleArn: 'arn:aws:iam::123456789012:role/Role',
    loggingConfiguration: {},
    tracingConfiguration: {},
    encryptionConfiguration: {},
    tags: new Map(),
  }).arn;
}

/** The journal, with all the signals that it was told, and into how many transactions they went. */
function counting(journal: SqliteJournal) {
  const signals: Signal[] = [];
  let transactions = 0;
  let isCounted = false;
  const counted: Journal = {
    executionStarted: (start, revision) => journal.executionStarted(start, revision),
    signalReceived: (arn, signal) => {
      signals.push(signal);
      journal.signalReceived(arn, signal);
      if (isCounted) return;
      isCounted = true;
      journal.whenKept(() => {
        transactions += 1;
        isCounted = false;
      });
    },
    executionForgotten: (arn) => journal.executionForgotten(arn),
    stateMachineChanged: (machine) => journal.stateMachineChanged(machine),
    stateMachineDeleted: (arn) => journal.stateMachineDeleted(arn),
    activityChanged: (activity) => journal.activityChanged(activity),
    activityDeleted: (arn) => journal.activityDeleted(arn),
    whenKept: (callback) => journal.whenKept(callback),
  };
  return { journal: counted, signals, transactions: () => Math.max(1, transactions) };
}

/** Signals a second. */
function appendBare(path: string, signals: readonly Signal[], perTransaction: number): number {
  const database = new DatabaseSync(path);
  database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  database.exec('CREATE TABLE signal (number INTEGER PRIMARY KEY, document TEXT)');
  const add = database.prepare('INSERT INTO signal (document) VALUES (?)');
  const from = performance.now();
  for (let at = 0; at < signals.length; at += perTransaction) {
    database.exec('BEGIN');
    for (const signal of signals.slice(at, at + perTransaction)) add.run(JSON.stringify(signal));
    database.exec('COMMIT');
  }
  const ms = performance.now() - from;
  database.close();
  return (signals.length * 1_000) / ms;
}

function rate(perSecond: number): string {
  return Math.round(perSecond).toLocaleString('en');
}

function percent(ratio: number): string {
  return `${Math.round(ratio * 100)} %`;
}
