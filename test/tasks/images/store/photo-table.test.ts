import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { photoEventOf } from '../../../../tasks/images/photo-event.ts';
import type { PhotoResult } from '../../../../tasks/images/photo-record.ts';
import {
  claim,
  claimSeconds,
  clearOutbox,
  fail,
  finish,
  readRecord,
} from '../../../../tasks/images/store/photo-table.ts';
import { startPhotoStorage } from '../../../support/photo-storage.ts';

let storage: Awaited<ReturnType<typeof startPhotoStorage>>;
beforeAll(async () => {
  storage = await startPhotoStorage();
});
afterAll(() => storage.close());

let photos = 0;
const newPhoto = () => {
  photos += 1;
  return { photoId: String(photos).padStart(32, '0'), bucket: 'photos', key: 'a.jpg', etag: 'abc' };
};

const noon = new Date('2026-05-17T12:00:00Z');
const after = (seconds: number) => new Date(noon.getTime() + seconds * 1000);
const refused = (name: string) => ({ name });

const resultOf = (photoId: string): PhotoResult => ({
  photoId,
  status: 'SUCCEEDED',
  labels: [],
  thumbnails: [],
  missing: [],
});

function finishOf(photo: ReturnType<typeof newPhoto>, executionArn: string) {
  const result = resultOf(photo.photoId);
  return { photo, executionArn, now: noon, result, event: photoEventOf(photo, result, executionArn) };
}

function failureOf(photo: ReturnType<typeof newPhoto>, executionArn: string) {
  const error = { name: 'CorruptImage', message: 'cut short' };
  const event = photoEventOf(photo, { status: 'FAILED', thumbnails: [], error }, executionArn);
  return { photo, executionArn, now: noon, error, event };
}

test('one of many executions gets the photo', async () => {
  const photo = newPhoto();
  const claims = Array.from({ length: 20 }, (_, at) =>
    claim({ photo, executionArn: `execution-${at}`, now: noon }),
  );
  const outcomes = await Promise.allSettled(claims);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('the holder may claim again, another may not', async () => {
  const photo = newPhoto();
  await claim({ photo, executionArn: 'one', now: noon });
  await claim({ photo, executionArn: 'one', now: after(1) });
  await expect(claim({ photo, executionArn: 'other', now: after(2) })).rejects.toMatchObject({
    name: 'AlreadyClaimed',
    message: `Photo ${photo.photoId} belongs to one, which left it RUNNING.`,
  });
});

test('a claim ends when its execution must be over', async () => {
  const photo = newPhoto();
  await claim({ photo, executionArn: 'aborted', now: noon });
  await expect(claim({ photo, executionArn: 'next', now: after(claimSeconds) })).rejects.toMatchObject(
    refused('AlreadyClaimed'),
  );
  await claim({ photo, executionArn: 'next', now: after(claimSeconds + 1) });
  expect(await readRecord(photo.photoId)).toMatchObject({ executionArn: 'next', status: 'RUNNING' });
});

test('a finished photo is never claimed by another execution', async () => {
  const photo = newPhoto();
  await claim({ photo, executionArn: 'one', now: noon });
  await finish(finishOf(photo, 'one'));
  await expect(claim({ photo, executionArn: 'other', now: after(1e6) })).rejects.toMatchObject(
    refused('AlreadyClaimed'),
  );
});

test('a claim that comes late finds its photo finished, and leaves it so', async () => {
  const photo = newPhoto();
  await claim({ photo, executionArn: 'one', now: noon });
  await finish(finishOf(photo, 'one'));
  await expect(claim({ photo, executionArn: 'one', now: after(60) })).rejects.toMatchObject(
    refused('AlreadyClaimed'),
  );
  expect(await readRecord(photo.photoId)).toMatchObject({ status: 'SUCCEEDED' });
});

test('a failed photo may be tried by anybody', async () => {
  const photo = newPhoto();
  await claim({ photo, executionArn: 'one', now: noon });
  expect(await fail(failureOf(photo, 'one'))).toBe(true);
  expect(await readRecord(photo.photoId)).toMatchObject({
    status: 'FAILED',
    error: { name: 'CorruptImage' },
  });
  await claim({ photo, executionArn: 'other', now: after(1) });
});

test('result and event are one write', async () => {
  const photo = newPhoto();
  await claim({ photo, executionArn: 'one', now: noon });
  const finished = finishOf(photo, 'one');
  await finish(finished);
  expect(await readRecord(photo.photoId)).toEqual({
    ...photo,
    ...finished.result,
    executionArn: 'one',
    finishedAt: noon.toISOString(),
    outbox: finished.event,
  });
});

test('who has lost the photo cannot finish it', async () => {
  const photo = newPhoto();
  await claim({ photo, executionArn: 'slow', now: noon });
  await claim({ photo, executionArn: 'next', now: after(claimSeconds + 1) });
  await expect(finish(finishOf(photo, 'slow'))).rejects.toMatchObject(refused('ClaimLost'));
});

test("a failure touches neither another's photo nor a finished one", async () => {
  const [held, finished] = [newPhoto(), newPhoto()];
  await claim({ photo: held, executionArn: 'one', now: noon });
  await claim({ photo: finished, executionArn: 'one', now: noon });
  await finish(finishOf(finished, 'one'));
  expect(await fail(failureOf(held, 'other'))).toBe(false);
  expect(await fail(failureOf(finished, 'one'))).toBe(false);
  expect(await readRecord(finished.photoId)).toMatchObject({ status: 'SUCCEEDED' });
});

test('a failure is written even where the claim never was', async () => {
  const photo = newPhoto();
  expect(await fail(failureOf(photo, 'one'))).toBe(true);
  expect(await fail(failureOf(photo, 'one'))).toBe(true);
});

test('the outbox is emptied of the event that is out, and of no other', async () => {
  const photo = newPhoto();
  await claim({ photo, executionArn: 'one', now: noon });
  const finished = finishOf(photo, 'one');
  await finish(finished);
  await clearOutbox({ ...finished.event, eventId: 'an older one' });
  expect(await readRecord(photo.photoId)).toHaveProperty('outbox');
  await clearOutbox(finished.event);
  expect(await readRecord(photo.photoId)).not.toHaveProperty('outbox');
});
