import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, test } from '@jest/globals';
import { compileDefinition } from '../../../../local/engine/compile/definition.ts';
import type { ExecutionStart } from '../../../../local/engine/execution.ts';
import type { Revision, StateMachine } from '../../../../local/engine/state-machine.ts';
import { SqliteJournal } from '../../../../local/host/journal/sqlite-journal.ts';

const folders: string[] = [];
const journals: SqliteJournal[] = [];

afterEach(() => {
  for (const journal of journals.splice(0)) journal.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stateyard-journal-'));
  folders.push(folder);
  return folder;
}

/** `turn` ends the turn of the event loop, and with it the transaction. */
function open(folder: string) {
  const turns: (() => void)[] = [];
  const journal = new SqliteJournal(folder, { yieldTurn: (callback) => void turns.push(callback) });
  journals.push(journal);
  const turn = () => {
    for (const each of turns.splice(0)) each();
  };
  return { journal, turn };
}

/** What a process that dies now leaves behind. */
function crashed(folder: string): string {
  const copy = newFolder();
  for (const file of ['journal.sqlite', 'journal.sqlite-wal'])
    copyFileSync(join(folder, file), join(copy, file));
  return copy;
}

const definition = '{"StartAt":"A","States":{"A":{"Type":"Pass","Result":"ü\\u0000\\ud800","End":true}}}';
const revision: Revision = {
  definition,
  roleArn: 'arn:aws:iam::123456789012:role/r',
  loggingConfiguration: { level: 'OFF' },
  tracingConfiguration: {},
  encryptionConfiguration: {},
  revisionId: undefined,
  program: compileDefinition(JSON.parse(definition)),
  updatedAt: 1,
};
const machine: StateMachine = {
  arn: 'arn:machine',
  name: 'M',
  type: 'STANDARD',
  createdAt: 1,
  revision,
  versions: [{ arn: 'arn:machine:1', number: 1, revision, description: undefined, createdAt: 2 }],
  lastVersionNumber: 1,
  aliases: [
    {
      arn: 'arn:machine:live',
      name: 'live',
      description: 'the one',
      routing: [{ versionArn: 'arn:machine:1', weight: 100 }],
      createdAt: 3,
      updatedAt: 4,
    },
  ],
  tags: new Map([['team', 'a']]),
};
const startOf = (name: string): ExecutionStart => ({
  arn: `arn:execution:${name}`,
  name,
  stateMachineArn: machine.arn,
  stateMachineName: machine.name,
  roleArn: revision.roleArn,
  type: 'STANDARD',
  input: { text: 'ü\u0000\ud800' },
  seed: 7,
});

function signalsIn(folder: string): readonly number[] {
  const { journal } = open(folder);
  const [execution] = [...journal.read().executions];
  return [...(execution?.signals ?? [])].map(({ at }) => at);
}

describe('what was told', () => {
  test('is there for the next process', () => {
    const folder = newFolder();
    const { journal, turn } = open(folder);
    const activity = { arn: 'arn:activity', name: 'A', createdAt: 5, tags: new Map([['k', 'v']]) };
    journal.stateMachineChanged(machine);
    journal.activityChanged(activity);
    journal.executionStarted(startOf('one'), revision);
    journal.signalReceived('arn:execution:one', { type: 'ExecutionStarted', at: 9 });
    turn();
    const kept = open(crashed(folder)).journal.read();
    const [execution] = [...kept.executions];
    const plain = (value: unknown) => JSON.stringify(value);
    expect(kept.stateMachines[0]).toMatchObject({ ...machine, revision: { definition }, versions: [{}] });
    expect(kept.stateMachines[0]?.versions[0]?.revision).toBe(kept.stateMachines[0]?.revision);
    expect(kept.activities).toEqual([activity]);
    expect(plain(execution?.start)).toBe(plain(startOf('one')));
    expect(execution?.signals).toEqual([{ type: 'ExecutionStarted', at: 9 }]);
  });

  test('is gone once it is deleted or forgotten', () => {
    const folder = newFolder();
    const { journal, turn } = open(folder);
    journal.stateMachineChanged(machine);
    journal.executionStarted(startOf('one'), revision);
    journal.signalReceived('arn:execution:one', { type: 'ExecutionStarted', at: 9 });
    turn();
    journal.stateMachineDeleted(machine.arn);
    journal.executionForgotten('arn:execution:one');
    turn();
    const { stateMachines, executions } = open(crashed(folder)).journal.read();
    expect([stateMachines, [...executions]]).toEqual([[], []]);
  });

  test('goes on in the same execution after a restart', () => {
    const folder = newFolder();
    const first = open(folder);
    first.journal.executionStarted(startOf('one'), revision);
    first.journal.signalReceived('arn:execution:one', { type: 'ExecutionStarted', at: 1 });
    first.turn();
    first.journal.close();
    const second = open(folder);
    second.journal.read();
    second.journal.signalReceived('arn:execution:one', { type: 'Continued', at: 2 });
    second.turn();
    expect(signalsIn(crashed(folder))).toEqual([1, 2]);
  });
});

describe('a turn', () => {
  test('is kept as a whole, and calls back when it is', async () => {
    const folder = newFolder();
    const { journal, turn } = open(folder);
    const called: string[] = [];
    journal.executionStarted(startOf('one'), revision);
    journal.whenKept(() => called.push('kept'));
    const kept = journal.kept();
    expect([called, signalsIn(crashed(folder))]).toEqual([[], []]);
    turn();
    await kept;
    journal.whenKept(() => called.push('at once'));
    expect(called).toEqual(['kept', 'at once']);
  });

  test('torn at any byte, loses itself and nothing before', () => {
    const folder = newFolder();
    const { journal, turn } = open(folder);
    journal.executionStarted(startOf('one'), revision);
    for (let at = 0; at < 12; at += 1) {
      journal.signalReceived('arn:execution:one', { type: 'Continued', at });
      turn();
    }
    const whole = crashed(folder);
    const bytes = statSync(join(whole, 'journal.sqlite-wal')).size;
    const cuts = Array.from({ length: 16 }, (_, index) => Math.floor((bytes * index) / 15));
    const found = cuts.map((cut) => {
      const torn = crashed(whole);
      truncateSync(join(torn, 'journal.sqlite-wal'), cut);
      return signalsIn(torn);
    });
    const inOrder = found.map((signals) => signals.every((at, index) => at === index));
    const counts = found.map((signals) => signals.length);
    expect(inOrder).not.toContain(false);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect([counts[0], counts.at(-1)]).toEqual([0, 12]);
  });

  test('that cannot be written ends everything with a sentence', async () => {
    const folder = newFolder();
    const { journal, turn } = open(folder);
    const called: string[] = [];
    journal.executionStarted(startOf('one'), revision);
    turn();
    // What cannot be made into text stands for the disk that has no room: the transaction is undone and says why.
    journal.signalReceived('arn:execution:one', { type: 'Continued', at: 1n as unknown as number });
    journal.whenKept(() => called.push('kept'));
    const kept = journal.kept();
    turn();
    await expect(kept).rejects.toThrow(/cannot be written: .+\. Nothing goes on without it/);
    expect((await journal.whenFailed).name).toBe('JournalError');
    journal.whenKept(() => called.push('later'));
    expect([called, signalsIn(crashed(folder))]).toEqual([[], []]);
  });
});

describe('a folder', () => {
  const message = (act: () => unknown): string => {
    try {
      act();
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };

  test('is refused while another keeps its journal there', () => {
    const folder = newFolder();
    open(folder);
    expect(message(() => open(folder))).toBe(
      `The folder ${folder} is in use: another Stateyard keeps its journal there.`,
    );
  });

  test('is refused with a sentence when its journal is damaged', () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'journal.sqlite'), Buffer.alloc(4_096, 'x'));
    expect(message(() => open(folder))).toMatch(
      /^The journal .+ is damaged: file is not a database\. Put back a copy of it, or move it away/,
    );
  });

  test('is refused when pages of its journal are overwritten', () => {
    const folder = newFolder();
    const { journal, turn } = open(folder);
    journal.executionStarted(startOf('one'), revision);
    for (let at = 0; at < 500; at += 1)
      journal.signalReceived('arn:execution:one', { type: 'Continued', at });
    turn();
    journal.close();
    const path = join(folder, 'journal.sqlite');
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0xff, bytes.length - 5_000, bytes.length - 3_000));
    expect(message(() => open(folder))).toMatch(/^The journal .+ is damaged: /);
  });

  test('is refused when the database there is of another program', () => {
    const folder = newFolder();
    const other = new DatabaseSync(join(folder, 'journal.sqlite'));
    other.exec('CREATE TABLE theirs (a)');
    other.close();
    expect(message(() => open(folder))).toMatch(/is a database of another program\.$/);
  });

  test('is refused when its format is newer', () => {
    const folder = newFolder();
    open(folder).journal.close();
    const database = new DatabaseSync(join(folder, 'journal.sqlite'));
    database.exec('PRAGMA user_version = 2');
    database.close();
    expect(message(() => open(folder))).toMatch(/its format is 2, this one reads 1\.$/);
  });

  test('is refused when it is a file', () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    expect(message(() => open(file))).toMatch(/^The folder .+ cannot hold a journal: .+\.$/);
  });
});
