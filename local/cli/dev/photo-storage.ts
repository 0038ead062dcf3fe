import { env } from 'node:process';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, GetObjectCommand } from '@aws-sdk/client-s3';
import type { ImageEvent } from '../../../tasks/images/image-event.ts';
import type { StoredThumbnail } from '../../../tasks/images/photo-record.ts';
import { documents, s3 } from '../../../tasks/aws/clients.ts';
import { imageSettings } from '../../../tasks/images/store/image-settings.ts';
import { unlessThere } from './unless-there.ts';
import { upload } from './upload.ts';

const photosBucket = 'stateyard-photos';

/** Buckets and table, where they are not there yet: what a stack would have made. */
export async function createPhotoStorage(): Promise<void> {
  env['THUMBNAILS_BUCKET'] ??= 'stateyard-thumbnails';
  env['PHOTOS_TABLE'] ??= 'stateyard-photos';
  const { thumbnailsBucket, photosTable } = imageSettings();
  const table = new CreateTableCommand({
    TableName: photosTable,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'photoId', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'photoId', AttributeType: 'S' }],
  });
  await Promise.all([
    unlessThere(s3().send(new CreateBucketCommand({ Bucket: photosBucket }))),
    unlessThere(s3().send(new CreateBucketCommand({ Bucket: thumbnailsBucket }))),
    unlessThere(documents().send(table)),
  ]);
}

/** The event that S3 would send for the upload. */
export async function uploadPhoto(key: string, bytes: Uint8Array): Promise<ImageEvent> {
  return { bucket: photosBucket, key, etag: await upload({ Bucket: photosBucket, Key: key }, bytes) };
}

export async function downloadThumbnail({ bucket, key }: StoredThumbnail): Promise<Uint8Array> {
  const { Body: body } = await s3().send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return (await body?.transformToByteArray()) ?? new Uint8Array();
}
