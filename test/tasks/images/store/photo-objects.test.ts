import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { uploadPhoto } from '../../../../local/cli/dev/photo-storage.ts';
import { photoOf } from '../../../../tasks/images/claim-photo.ts';
import { s3 } from '../../../../tasks/aws/clients.ts';
import {
  deleteThumbnails,
  readPhoto,
  readThumbnail,
  storeThumbnail,
} from '../../../../tasks/images/store/photo-objects.ts';
import { startPhotoStorage } from '../../../support/photo-storage.ts';

let storage: Awaited<ReturnType<typeof startPhotoStorage>>;
beforeAll(async () => {
  storage = await startPhotoStorage();
});
afterAll(() => storage.close());

const upload = async (key: string, text: string) => photoOf(await uploadPhoto(key, Buffer.from(text)));
const photoId = 'a'.repeat(32);
const thumbnail = {
  name: 'thumb.jpg',
  type: 'jpeg',
  width: 2,
  height: 1,
  bytes: Buffer.from('tiny'),
} as const;

test.each(['plain.jpg', 'two words.jpg', 'a+b.jpg', '100% sure.jpg', 'café/été.jpg', 'a.b.c'])(
  'reads the object of the key %s',
  async (key) => {
    const photo = await upload(key, `bytes of ${key}`);
    expect(Buffer.from(await readPhoto(photo)).toString()).toBe(`bytes of ${key}`);
  },
);

test('fails with ObjectMissing where there is none', async () => {
  const photo = await upload('here.jpg', 'here');
  await expect(readPhoto({ ...photo, key: 'gone.jpg' })).rejects.toMatchObject({
    name: 'ObjectMissing',
    message: 'There is no object gone.jpg in the bucket stateyard-photos.',
  });
  await expect(readPhoto({ ...photo, bucket: 'no-such-bucket' })).rejects.toMatchObject({
    name: 'ObjectMissing',
  });
});

test('fails with ObjectChanged where another upload took its place', async () => {
  const first = await upload('same.jpg', 'first');
  await upload('same.jpg', 'second');
  await expect(readPhoto(first)).rejects.toMatchObject({ name: 'ObjectChanged' });
});

test('fails with TooLarge before it reads a huge object', async () => {
  const photo = photoOf(await uploadPhoto('huge.jpg', Buffer.alloc(50 * 1024 * 1024 + 1)));
  await expect(readPhoto(photo)).rejects.toMatchObject({
    name: 'TooLarge',
    message: 'huge.jpg has 52428801 bytes; 52428800 are taken.',
  });
});

test('stores a thumbnail beside no photo', async () => {
  const stored = await storeThumbnail(photoId, thumbnail);
  expect(stored).toEqual({
    name: 'thumb.jpg',
    bucket: 'stateyard-thumbnails',
    key: `${photoId}/thumb.jpg`,
    width: 2,
    height: 1,
    type: 'jpeg',
    bytes: 4,
  });
  expect(Buffer.from(await readThumbnail(stored)).toString()).toBe('tiny');
});

test("deletes one photo's thumbnails and no other's", async () => {
  const other = 'b'.repeat(32);
  await Promise.all([photoId, other].map((id) => storeThumbnail(id, thumbnail)));
  expect(await deleteThumbnails(photoId)).toBe(1);
  expect(await deleteThumbnails(photoId)).toBe(0);
  const left = await s3().send(new ListObjectsV2Command({ Bucket: 'stateyard-thumbnails' }));
  expect(left.Contents?.map(({ Key: key }) => key)).toEqual([`${other}/thumb.jpg`]);
});

test('fails where S3 deletes less than it was asked to', async () => {
  const id = 'c'.repeat(32);
  const { key: Key } = await storeThumbnail(id, thumbnail);
  const Errors = [{ Key, Message: 'Slow down.' }];
  s3().middlewareStack.add(
    (next, { commandName }) =>
      async (request) =>
        commandName === 'DeleteObjectsCommand'
          ? { response: {}, output: { $metadata: {}, Errors } }
          : next(request),
    { step: 'initialize', name: 'deletesNothing' },
  );
  await expect(deleteThumbnails(id)).rejects.toMatchObject({
    name: 'StorageUnavailable',
    message: `${Key} is still there: Slow down.`,
  });
  s3().middlewareStack.remove('deletesNothing');
  expect(await deleteThumbnails(id)).toBe(1);
});
