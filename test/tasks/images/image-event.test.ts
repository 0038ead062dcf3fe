import { expect, test } from '@jest/globals';
import { assert, property, string } from 'fast-check';
import {
  ImageEvent,
  imageEventOfNotification,
  imageEventOfObjectCreated,
  Photo,
  photoIdOf,
  S3NotificationRecord,
} from '../../../tasks/images/image-event.ts';

const record = (key: string) => ({
  s3: { bucket: { name: 'photos' }, object: { key, eTag: 'abc' } },
});

test.each([
  ['holiday+snaps/a%2Bb.jpg', 'holiday snaps/a+b.jpg'],
  ['100%25+done.jpg', '100% done.jpg'],
  ['caf%C3%A9.png', 'café.png'],
  ['a.b.jpg', 'a.b.jpg'],
])('decodes the key %s once', (encoded, key) => {
  expect(imageEventOfNotification(record(encoded)).key).toBe(key);
});

test('decodes what a form encodes, whatever the key', () => {
  assert(
    property(string({ unit: 'grapheme', minLength: 1 }), (key) => {
      const encoded = encodeURIComponent(key).replaceAll('%20', '+');
      expect(imageEventOfNotification(record(encoded)).key).toBe(key);
    }),
  );
});

test('leaves the key of an EventBridge event alone', () => {
  const event = imageEventOfObjectCreated({
    detail: { bucket: { name: 'photos' }, object: { key: 'a+b%20c.jpg', etag: 'abc', 'version-id': 'v1' } },
  });
  expect(event).toEqual({
    bucket: 'photos',
    key: 'a+b%20c.jpg',
    etag: 'abc',
    versionId: 'v1',
  });
});

test('gives one photo id to one upload', () => {
  const upload = { bucket: 'photos', key: 'a.jpg', etag: 'abc' };
  expect(photoIdOf(upload)).toBe(photoIdOf({ ...upload, etag: '"abc"' }));
  expect(photoIdOf(upload)).not.toBe(photoIdOf({ ...upload, etag: 'abd' }));
  expect(photoIdOf(upload)).not.toBe(photoIdOf({ bucket: 'photos', key: 'a', etag: '.jpgabc' }));
  expect(Photo.shape.photoId.parse(photoIdOf(upload))).toHaveLength(32);
});

test('makes of a notification what the workflow takes', () => {
  const parsed = S3NotificationRecord.parse({ ...record('a.jpg'), eventName: 'ObjectCreated:Put' });
  expect(ImageEvent.parse(imageEventOfNotification(parsed))).toEqual({
    bucket: 'photos',
    key: 'a.jpg',
    etag: 'abc',
  });
});
