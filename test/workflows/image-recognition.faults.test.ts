import { afterAll, expect, test } from '@jest/globals';
import '../../local/testing/jest.ts';
import {
  crashAfterEffect,
  type Exploration,
  type ExplorationReport,
  everyFault,
  explore,
  type Invariants,
  lateDelivery,
  runWorkflow,
  stoppedExecution,
  throttlingThatStays,
} from '../../local/testing/index.ts';
import type { ImageEvent } from '../../tasks/images/image-event.ts';
import { imageRecognition } from '../../workflows/image-recognition.ts';
import { closePhotoOf, emptyWorld, image, photoId, photoTasks, type PhotoWorld } from './photo-world.ts';

/** Every fault at every task of image-recognition, and what has to hold all the same. */

const invariants: Invariants<PhotoWorld> = {
  'no record is left RUNNING': (_run, { records }) => records.get(photoId)?.status !== 'RUNNING',
  'an execution that succeeds has finished its record': ({ status }, { records }) =>
    status !== 'SUCCEEDED' || records.get(photoId)?.status !== 'FAILED',
  'the end of a photo is told, or waits in its outbox': (_run, { records, published }) => {
    const record = records.get(photoId);
    return record === undefined || record.outbox !== undefined || published.size > 0;
  },
  'nobody sees the thumbnails of a rejected picture': (_run, { records, thumbnails }) =>
    records.get(photoId)?.status !== 'REJECTED' || thumbnails.size === 0,
};

const exploration: Exploration<ImageEvent, PhotoWorld> = {
  inputs: [image],
  world: emptyWorld,
  tasks: photoTasks,
  afterwards: closePhotoOf,
  invariants,
};

const summaries: string[] = [];
afterAll(() => void process.stdout.write(`${summaries.join('\n')}\n`));

async function explored(settings: Partial<Exploration<ImageEvent, PhotoWorld>>): Promise<ExplorationReport> {
  const report = await explore(imageRecognition, { ...exploration, ...settings });
  summaries.push(report.summary);
  return report;
}

test('holds under every fault', async () => {
  expect(await explored({})).toHold();
});

test('holds under every pair of faults that end a task', async () => {
  const report = await explored({ faults: [throttlingThatStays, crashAfterEffect], depth: 2 });
  expect(report).toHold();
  expect(report.runs).toBeGreaterThan(300);
});

test('holds for a picture that moderation rejects', async () => {
  expect(await explored({ tasks: (world) => photoTasks(world, { unsafe: true }) })).toHold();
});

test('holds in JSONPath too', async () => {
  expect(await explored({ queryLanguage: 'JSONPath' })).toHold();
});

test('holds wherever somebody stops the execution', async () => {
  expect(await explored({ faults: [stoppedExecution] })).toHold();
});

test('holds when a request comes late', async () => {
  expect(await explored({ faults: [lateDelivery] })).toHold();
});

test('would leave a record RUNNING without the rule for ended executions', async () => {
  const report = await explored({ afterwards: () => {}, faults: [throttlingThatStays], depth: 2 });
  expect(report).not.toHold();
  expect(report.smallest?.broken?.invariant).toBe('no record is left RUNNING');
});

test.each(everyFault.map(({ name }) => name))('tries %s at every task', async (name) => {
  const report = await explored({ faults: everyFault.filter((fault) => fault.name === name) });
  const calls = await runWorkflow(imageRecognition, image, { tasks: photoTasks(emptyWorld()) });
  expect(report.runs).toBeGreaterThanOrEqual(calls.attempts.length);
});
