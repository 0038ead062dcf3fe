import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { claimPhoto } from '../../../tasks/images/claim-photo.ts';
import { closePhoto } from '../../../tasks/images/close-photo.ts';
import { markFailed } from '../../../tasks/images/mark-failed.ts';
import { readRecord } from '../../../tasks/images/store/photo-table.ts';
import { startPhotoStorage } from '../../support/photo-storage.ts';

let storage: Awaited<ReturnType<typeof startPhotoStorage>>;
beforeAll(async () => {
  storage = await startPhotoStorage();
});
afterAll(() => storage.close());

const image = (key: string) => ({ bucket: 'photos', key, etag: 'abc' });
const ended = (status: string, key: string, executionArn = 'stopped') => ({
  detail: { executionArn, status, input: JSON.stringify(image(key)) },
});

test.each([
  ['ABORTED', 'Aborted'],
  ['TIMED_OUT', 'States.Timeout'],
  ['FAILED', 'States.Runtime'],
])('marks the photo of an execution that ended %s as failed', async (status, name) => {
  const { photoId } = await claimPhoto({ image: image(`${status}.jpg`), executionArn: 'stopped' });
  expect(await closePhoto(ended(status, `${status}.jpg`))).toEqual({ marked: true });
  expect(await readRecord(photoId)).toMatchObject({ status: 'FAILED', error: { name }, leaseUntil: 0 });
});

test("leaves another execution's photo alone", async () => {
  const { photoId } = await claimPhoto({ image: image('held.jpg'), executionArn: 'holder' });
  expect(await closePhoto(ended('ABORTED', 'held.jpg'))).toEqual({ marked: false });
  expect(await readRecord(photoId)).toMatchObject({ status: 'RUNNING', executionArn: 'holder' });
});

test('leaves the failure that the execution itself has written', async () => {
  const [executionArn, key] = ['failed', 'told.jpg'];
  const { photoId } = await claimPhoto({ image: image(key), executionArn });
  await markFailed({ image: image(key), executionArn, error: { Error: 'CorruptImage', Cause: 'cut short' } });
  expect(await closePhoto(ended('FAILED', key, executionArn))).toEqual({ marked: false });
  expect(await readRecord(photoId)).toMatchObject({ error: { name: 'CorruptImage', message: 'cut short' } });
});

test('has nothing to close where the input named no photo', async () => {
  const detail = { executionArn: 'stopped', status: 'FAILED', input: '{}' };
  expect(await closePhoto({ detail })).toEqual({ marked: false });
});

test('refuses the end of an execution that succeeded', async () => {
  await expect(closePhoto(ended('SUCCEEDED', 'a.jpg'))).rejects.toMatchObject({ name: 'InvalidInput' });
});
