import { DetectLabelsCommand, DetectModerationLabelsCommand } from '@aws-sdk/client-rekognition';
import { TaskError } from '../../asl/builder/task-error.ts';
import { type Binding, double, type WorkflowRun } from '../../local/testing/index.ts';
import { claimPhoto, photoOf } from '../../tasks/images/claim-photo.ts';
import { createThumbnails } from '../../tasks/images/create-thumbnails.ts';
import { decideOutcome } from '../../tasks/images/decide-outcome.ts';
import { type ImageEvent, photoIdOf } from '../../tasks/images/image-event.ts';
import { markFailed } from '../../tasks/images/mark-failed.ts';
import { measurePhoto } from '../../tasks/images/measure-photo.ts';
import { photoEventOf } from '../../tasks/images/photo-event.ts';
import type { PhotoFacts, PhotoStatus, StoredThumbnail } from '../../tasks/images/photo-record.ts';
import { publishEvent } from '../../tasks/images/publish-event.ts';
import { readMetadata } from '../../tasks/images/read-metadata.ts';
import { sniffImage } from '../../tasks/images/sniff-image.ts';
import { storeRecord } from '../../tasks/images/store-record.ts';
import { withdrawThumbnails } from '../../tasks/images/withdraw-thumbnails.ts';

/** What the tasks of image-recognition work on, in memory: the table, the thumbnails, the bus. */
export interface PhotoWorld {
  readonly records: Map<string, PhotoRecord>;
  readonly thumbnails: Set<string>;
  readonly published: Set<string>;
}

export interface PhotoRecord {
  readonly status: PhotoStatus;
  readonly executionArn: string;
  /** The event that waits to be published. */
  readonly outbox?: string;
}

export const emptyWorld = (): PhotoWorld => ({
  records: new Map(),
  thumbnails: new Set(),
  published: new Set(),
});

export const image: ImageEvent = { bucket: 'uploads', key: 'cat.jpg', etag: 'aaaa' };
export const photoId = photoIdOf(image);

const facts: PhotoFacts = {
  type: 'jpeg',
  bytes: 40_000,
  uprightSize: { width: 400, height: 300 },
  frames: 1,
  hasAlpha: false,
};

const thumbnail: StoredThumbnail = {
  name: 'small',
  bucket: 'thumbnails',
  key: 'cat-small.jpg',
  bytes: 900,
  type: 'jpeg',
  width: 200,
  height: 150,
};

/** `unsafe` pictures are rejected by moderation. The conditions of the writes are those of `photo-table.ts`. */
export function photoTasks(world: PhotoWorld, { unsafe = false } = {}): readonly Binding[] {
  const { records, thumbnails, published } = world;
  return [
    double(claimPhoto, ({ image: claimed, executionArn }) => {
      const record = records.get(photoIdOf(claimed));
      if (record !== undefined && !isOpenTo(record, executionArn)) {
        throw new TaskError('AlreadyClaimed', `It belongs to ${record.executionArn}.`);
      }
      records.set(photoIdOf(claimed), { status: 'RUNNING', executionArn });
      return photoOf(claimed);
    }),
    double(sniffImage, () => ({ type: facts.type, bytes: facts.bytes })),
    double(readMetadata, () => ({ facts, recognition: { recognizable: true, because: 'it fits' } })),
    double(DetectLabelsCommand, () => ({ Labels: [{ Name: 'Cat', Confidence: 99, Parents: [] }] })),
    double(DetectModerationLabelsCommand, () => ({
      ModerationLabels: unsafe ? [{ Name: 'Explicit Nudity', Confidence: 99, ParentName: '' }] : [],
    })),
    double(createThumbnails, () => {
      thumbnails.add(thumbnail.key);
      return [thumbnail];
    }),
    double(measurePhoto, () => ({ brightness: 1, contrast: 1, sharpness: 1, dominantColours: [] })),
    decideOutcome,
    double(withdrawThumbnails, () => {
      const withdrawn = thumbnails.size;
      thumbnails.clear();
      return { withdrawn };
    }),
    double(storeRecord, ({ photo, result, executionArn }) => {
      if (records.get(photo.photoId)?.executionArn !== executionArn)
        throw new TaskError('ClaimLost', 'Lost.');
      const event = photoEventOf(photo, result, executionArn);
      records.set(photo.photoId, { status: result.status, executionArn, outbox: event.eventId });
      return { event };
    }),
    double(publishEvent, ({ event }) => {
      published.add(event.eventId);
      const record = records.get(event.photoId);
      if (record?.outbox === event.eventId) {
        records.set(event.photoId, { status: record.status, executionArn: record.executionArn });
      }
      return { published: true, because: 'It is on the bus.' };
    }),
    double(markFailed, ({ image: failed, executionArn, error: { Error: name } }) => {
      const error = { name, message: name };
      const event = photoEventOf(photoOf(failed), { status: 'FAILED', thumbnails: [], error }, executionArn);
      const marked = writeFailure(world, {
        executionArn,
        eventId: event.eventId,
        statuses: ['RUNNING', 'FAILED'],
      });
      return { marked, error, event };
    }),
  ];
}

/** No lease ends while a run lasts. */
function isOpenTo({ status, executionArn }: PhotoRecord, claimant: string): boolean {
  return status === 'FAILED' || (status === 'RUNNING' && executionArn === claimant);
}

/** What the rule for ended executions has ClosePhoto do, which is asked again until it has succeeded. */
export function closePhotoOf({ status, executionArn }: WorkflowRun, world: PhotoWorld): void {
  if (status === 'SUCCEEDED') return;
  writeFailure(world, { executionArn, eventId: `closed-${executionArn}`, statuses: ['RUNNING'] });
}

interface FailureWrite {
  readonly executionArn: string;
  readonly eventId: string;
  /** Of a record that there is already, which ones may be overwritten. */
  readonly statuses: readonly PhotoStatus[];
}

function writeFailure({ records }: PhotoWorld, { executionArn, eventId, statuses }: FailureWrite): boolean {
  const record = records.get(photoId);
  const isOwn = record?.executionArn === executionArn && statuses.includes(record.status);
  if (record !== undefined && !isOwn) return false;
  records.set(photoId, { status: 'FAILED', executionArn, outbox: eventId });
  return true;
}
