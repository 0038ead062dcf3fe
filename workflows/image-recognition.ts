import { DetectLabelsCommand, DetectModerationLabelsCommand } from '@aws-sdk/client-rekognition';
import {
  attempt,
  call,
  choice,
  eq,
  executionId,
  fail,
  invoke,
  parallel,
  retryPolicy,
  succeed,
  transient,
  workflow,
  type CaughtError,
  type Ref,
} from '../asl/index.ts';
import { claimPhoto } from '../tasks/images/claim-photo.ts';
import { createThumbnails } from '../tasks/images/create-thumbnails.ts';
import { decideOutcome } from '../tasks/images/decide-outcome.ts';
import { ImageEvent, type Photo } from '../tasks/images/image-event.ts';
import { markFailed } from '../tasks/images/mark-failed.ts';
import { measurePhoto } from '../tasks/images/measure-photo.ts';
import type { PhotoEvent, PhotoFacts } from '../tasks/images/photo-record.ts';
import { publishEvent } from '../tasks/images/publish-event.ts';
import { readMetadata } from '../tasks/images/read-metadata.ts';
import type { Recognizability } from '../tasks/images/recognition.ts';
import { sniffImage } from '../tasks/images/sniff-image.ts';
import { storeRecord } from '../tasks/images/store-record.ts';
import { claimSeconds } from '../tasks/images/store/photo-table.ts';
import { withdrawThumbnails } from '../tasks/images/withdraw-thumbnails.ts';

/** Rekognition's own throttles, on top of what passes by itself everywhere. */
const rekognitionBusy = retryPolicy({
  errors: ['ProvisionedThroughputExceededException', 'LimitExceededException'],
  maxAttempts: 6,
});
const patience = { timeoutSeconds: 30, retry: [transient, rekognitionBusy] };

/**
 * A photo has arrived: say what is on it and whether it may be shown, make thumbnails, write all that down and tell.
 * Whatever happens, the photo's record says so in the end.
 */
export const imageRecognition = workflow(
  'ImageRecognition',
  {
    input: ImageEvent,
    timeoutSeconds: claimSeconds,
    comment: 'Photo in; labels, moderation verdict, thumbnails and a record out',
  },
  (image) => {
    const executionArn = executionId();
    return attempt(
      () => {
        const photo = invoke(
          claimPhoto,
          { image, executionArn },
          {
            catch: {
              AlreadyClaimed: () => succeed({ status: 'DUPLICATE', key: image.key }, { as: 'Duplicate' }),
            },
          },
        );
        const { type, bytes } = invoke(sniffImage, { photo });
        const { facts, recognition } = invoke(readMetadata, { photo, type, bytes });

        const S3Object = { Bucket: photo.bucket, Name: photo.key };
        const branches = {
          labels: () =>
            ifRecognizable(recognition, 'CanBeLabelled', () =>
              call(DetectLabelsCommand, { Image: { S3Object }, MaxLabels: 10, MinConfidence: 60 }, patience),
            ),
          moderation: () =>
            ifRecognizable(recognition, 'CanBeModerated', () =>
              call(DetectModerationLabelsCommand, { Image: { S3Object }, MinConfidence: 50 }, patience),
            ),
          pictures: () => picturesOf(photo, facts),
        };
        const found = parallel(branches, { as: 'LookAtPhoto' });

        const result = invoke(decideOutcome, {
          photoId: photo.photoId,
          facts,
          labels: found.labels,
          moderation: found.moderation,
          thumbnails: found.pictures.thumbnails,
          properties: found.pictures.properties,
        });
        choice(eq(result.status, 'REJECTED'), () => invoke(withdrawThumbnails, { photoId: photo.photoId }), {
          as: 'IsRejected',
        });
        const { event } = invoke(storeRecord, { photo, result, executionArn });
        announce(event, 'PublishEvent');
        return result;
      },
      {
        'States.ALL': (error) => {
          const failed = invoke(markFailed, { image, executionArn, error });
          announce(failed.event, 'PublishFailure');
          fail(failed.error.name, failed.error.message, { as: 'PhotoFailed' });
        },
      },
    );
  },
);

/** The same two answers for labels and moderation: what was asked, or why nothing was asked, or what went wrong. */
function ifRecognizable<Answer>(
  { recognizable, because }: Ref<Recognizability>,
  as: string,
  ask: () => Answer,
) {
  return choice(
    recognizable,
    () => attempt(() => ({ answer: ask() }), { 'States.ALL': (error) => ({ failed: error }) }),
    () => ({ skipped: because }),
    { as },
  );
}

/**
 * A picture that cannot be decoded ends everything; thumbnails that cannot be stored leave the photo PARTIAL. Nothing undoes
 * them when the photo fails later: the next try replaces them, and whoever has taken over may be making them just now.
 */
function picturesOf(photo: Ref<Photo>, { type, uprightSize }: Ref<PhotoFacts>) {
  return attempt(
    () => {
      const thumbnails = invoke(createThumbnails, { photo, type, uprightSize });
      const properties = attempt(() => ({ answer: invoke(measurePhoto, { thumbnails }) }), {
        'States.ALL': (error) => ({ failed: error }),
      });
      return { thumbnails: { answer: thumbnails }, properties };
    },
    {
      CorruptImage: failAgain('CorruptImage'),
      TooLarge: failAgain('TooLarge'),
      UnsupportedType: failAgain('UnsupportedType'),
      'States.ALL': (error) => ({
        thumbnails: { failed: error },
        properties: { skipped: 'There are no thumbnails to measure.' },
      }),
    },
  );
}

function failAgain(as: string) {
  return (error: Ref<CaughtError>): never => fail(error.Error, error.Cause, { as });
}

/** The event waits in the record's outbox if this fails: no reason to fail the photo. */
function announce(event: Ref<PhotoEvent>, as: string): void {
  invoke(
    publishEvent,
    { event },
    { as, catch: { 'States.ALL': () => ({ published: false, because: 'It waits in the outbox.' }) } },
  );
}
