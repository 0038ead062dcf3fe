import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { s3 } from '../../../tasks/aws/clients.ts';

interface Place {
  readonly Bucket: string;
  readonly Key: string;
}

/** The S3 stand-in takes bodies of 11 MiB; S3 wants parts of at least 5 MiB, but for the last one. */
const PART_BYTES = 8 * 1024 * 1024;

/** Stores an object, in parts if it is large, as the AWS CLI does. Answers its ETag. */
export async function upload(place: Place, bytes: Uint8Array): Promise<string> {
  const { ETag: etag = '' } =
    bytes.length <= PART_BYTES
      ? await s3().send(new PutObjectCommand({ ...place, Body: bytes }))
      : await uploadInParts(place, bytes);
  return etag.replaceAll('"', '');
}

async function uploadInParts(place: Place, bytes: Uint8Array) {
  const { UploadId } = await s3().send(new CreateMultipartUploadCommand(place));
  const target = { ...place, UploadId };
  try {
    const Parts: { readonly PartNumber: number; readonly ETag: string | undefined }[] = [];
    for (let PartNumber = 1; Parts.length * PART_BYTES < bytes.length; PartNumber += 1) {
      const Body = bytes.subarray((PartNumber - 1) * PART_BYTES, PartNumber * PART_BYTES);
      const { ETag } = await s3().send(new UploadPartCommand({ ...target, PartNumber, Body }));
      Parts.push({ PartNumber, ETag });
    }
    return await s3().send(new CompleteMultipartUploadCommand({ ...target, MultipartUpload: { Parts } }));
  } catch (error) {
    await s3().send(new AbortMultipartUploadCommand(target));
    throw error;
  }
}
