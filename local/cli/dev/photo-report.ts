import { z } from 'zod';
import { RecordedError } from '../../../tasks/caught-error.ts';
import { PhotoResult, type StoredThumbnail } from '../../../tasks/images/photo-record.ts';

/** What `--json` prints of a photo; what is not known is null. */
export interface PhotoReport {
  readonly file: string;
  readonly status: PhotoResult['status'];
  readonly error: RecordedError | null;
  readonly type: PhotoResult['type'] | null;
  readonly bytes: number;
  readonly uprightSize: PhotoResult['uprightSize'] | null;
  readonly takenAt: string | null;
  readonly geo: PhotoResult['geo'] | null;
  readonly camera: PhotoResult['camera'] | null;
  readonly thumbnails: readonly ThumbnailFile[];
  readonly labels: PhotoResult['labels'];
  readonly moderation: PhotoResult['moderation'] | null;
  readonly properties: PhotoResult['properties'] | null;
  readonly missing: PhotoResult['missing'];
  /** States whose answers came from the mock file. */
  readonly mocked: readonly string[];
  readonly photoId: string;
  readonly executionArn: string;
  readonly seconds: number;
}

export interface ThumbnailFile extends Pick<StoredThumbnail, 'name' | 'width' | 'height' | 'type' | 'bytes'> {
  /** Absolute. */
  readonly path: string;
}

/** What is known of a photo from outside its record. */
export interface PhotoRun {
  readonly file: string;
  readonly bytes: number;
  readonly photoId: string;
  readonly executionArn: string;
  readonly seconds: number;
  readonly mocked: readonly string[];
  /** Of the execution, for a photo without a record. */
  readonly error: RecordedError;
}

/** The item of the photos table. A failed photo's has no more than its error. */
const FailedItem = z.object({ status: z.literal('FAILED'), error: RecordedError });

/** A record says what became of a photo; if even that could not be written, the execution's error does. */
export function reportOf(item: unknown, run: PhotoRun): PhotoReport {
  const result = PhotoResult.safeParse(item);
  const failed = FailedItem.safeParse(item);
  const { error: ownError, ...known } = run;
  const found = result.success ? result.data : undefined;
  return {
    ...known,
    status: found?.status ?? 'FAILED',
    error: found === undefined ? (failed.data?.error ?? ownError) : (found.error ?? null),
    type: found?.type ?? null,
    uprightSize: found?.uprightSize ?? null,
    takenAt: found?.takenAt ?? null,
    geo: found?.geo ?? null,
    camera: found?.camera ?? null,
    thumbnails: [],
    labels: found?.labels ?? [],
    moderation: found?.moderation ?? null,
    properties: found?.properties ?? null,
    missing: found?.missing ?? [],
  };
}
