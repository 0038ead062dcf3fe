import { afterAll, expect, test } from '@jest/globals';
import '../../local/testing/jest.ts';
import {
  crashAfterEffect,
  type Exploration,
  explore,
  type Invariants,
  lateDelivery,
  runWorkflow,
  timeout,
  type WorkflowRun,
} from '../../local/testing/index.ts';
import type { Task } from '../../asl/builder/define-task.ts';
import type { TaskDefinition } from '../../asl/builder/task-definition.ts';
import type { StreamRecord } from '../../tasks/stream/stream-record.ts';
import { moveTo } from '../../tasks/stream/stream-world.ts';
import { streamBatch } from '../../workflows/stream-batch.ts';
import { StreamInMemory, streamRecord, usageEvent } from '../support/stream-in-memory.ts';

/** Every fault at every task of stream-batch, whose tasks run their own code in a world in memory. */

const batch: StreamRecord[] = [
  streamRecord(1, usageEvent('a1')),
  streamRecord(2, usageEvent('b1', { documentId: 'data-act' }), 'bob'),
  streamRecord(3, 'no JSON'),
  streamRecord(4, usageEvent('a2')),
  streamRecord(5, usageEvent('b1', { documentId: 'data-act' }), 'bob'),
  streamRecord(6, usageEvent('a3', { kind: 'TELEPATHY' })),
  streamRecord(7, usageEvent('a4')),
];
const eventsOfAda = ['a1', 'a2', 'a4'];
const poison = ['3', '6'];

const isTask = (task: TaskDefinition): task is Task => typeof task === 'function';
const tasks = streamBatch.tasks.filter(isTask);

interface Answer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

const failedIn = ({ status, output }: WorkflowRun): readonly string[] => {
  if (status !== 'SUCCEEDED') return batch.map(({ eventID }) => eventID);
  return (output as Answer).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
};

const countedOf = ({ rows }: StreamInMemory, key: string) => rows.get(key)?.recentIds ?? [];
const lettersOf = ({ letters }: StreamInMemory) =>
  new Set(letters.map(({ sequenceNumber }) => sequenceNumber));

/** Whether the record is where it should be, or named as failed. */
function isAccountedFor(record: StreamRecord, run: WorkflowRun, world: StreamInMemory): boolean {
  if (failedIn(run).includes(record.eventID)) return true;
  if (poison.includes(record.sequenceNumber)) return lettersOf(world).has(record.sequenceNumber);
  const { eventId } = JSON.parse(Buffer.from(record.data, 'base64').toString());
  return countedOf(world, record.partitionKey).includes(eventId);
}

const invariants: Invariants<StreamInMemory> = {
  'each record is counted, dead-lettered or named as failed': (run, world) =>
    batch.every((record) => isAccountedFor(record, run, world)),
  'no event is counted twice': (_run, { rows }) =>
    [...rows.values()].every(({ events, recentIds }) => events === new Set(recentIds).size),
  'events of a key are counted in their order, without a gap': (_run, world) => {
    const counted = countedOf(world, 'ada');
    return counted.join() === eventsOfAda.slice(0, counted.length).join();
  },
  'only poison is dead-lettered': (_run, world) =>
    [...lettersOf(world)].every((number) => poison.includes(number)),
};

const newWorld = () => {
  const world = new StreamInMemory();
  moveTo(world);
  return world;
};

const exploration: Exploration<StreamRecord[], StreamInMemory> = {
  inputs: [batch],
  world: newWorld,
  tasks: () => tasks,
  invariants,
};

const summaries: string[] = [];
afterAll(() => {
  moveTo();
  process.stdout.write(`${summaries.join('\n')}\n`);
});

async function explored(settings: Partial<Exploration<StreamRecord[], StreamInMemory>>) {
  const report = await explore(streamBatch, { ...exploration, ...settings });
  summaries.push(report.summary);
  return report;
}

test('holds under every fault', async () => {
  expect(await explored({})).toHold();
});

test('holds when two tasks are cut off, before their effects or after', async () => {
  expect(await explored({ depth: 2, faults: [timeout, crashAfterEffect] })).toHold();
});

test('holds when a request comes late', async () => {
  expect(await explored({ faults: [lateDelivery] })).toHold();
});

test('holds in JSONPath too', async () => {
  expect(await explored({ queryLanguage: 'JSONPath' })).toHold();
});

test('holds where a key cannot be written', async () => {
  const world = () => {
    const made = newWorld();
    made.throttled.add('ada');
    return made;
  };
  expect(await explored({ world })).toHold();
});

/** Adds to what is there, and asks nothing: what a counter without conditions does. */
function addingWorld(): StreamInMemory {
  const world = newWorld();
  const { rows, readDocuments, deadLetter } = world;
  moveTo({
    readDocuments,
    deadLetter,
    activities: {
      read: async () => new Map(),
      write: async (changes) =>
        changes.map(({ after }) => {
          const { events = 0, recentIds = [] } = rows.get(after.key) ?? {};
          rows.set(after.key, {
            ...after,
            events: events + after.events,
            recentIds: [...recentIds, ...after.recentIds],
          });
          return 'WRITTEN';
        }),
    },
  });
  return world;
}

test('would count twice if counting asked nothing', async () => {
  const report = await explored({ world: addingWorld });
  expect(report.smallest?.broken?.invariant).toBe('no event is counted twice');
});

/** What the pipe does: the batch from its first failure on, until all is done. */
async function giveAgain(run: WorkflowRun): Promise<void> {
  const failed = failedIn(run);
  const from = batch.findIndex(({ eventID }) => failed.includes(eventID));
  if (from < 0) return;
  const again = await runWorkflow(streamBatch, batch.slice(from), { tasks });
  expect(again.output).toMatchObject({ batchItemFailures: [] });
}

test('ends as a first run without faults when it is given again', async () => {
  const undisturbed = newWorld();
  await runWorkflow(streamBatch, batch, { tasks });
  const expected = undisturbed.rows;
  const report = await explored({
    depth: 2,
    faults: [timeout, crashAfterEffect],
    afterwards: giveAgain,
    invariants: {
      'all is as if nothing had happened': (_run, world) => {
        expect(world.rows).toEqual(expected);
        expect(lettersOf(world)).toEqual(new Set(poison));
        return true;
      },
    },
  });
  expect(report).toHold();
});
