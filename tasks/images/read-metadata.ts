import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { Photo } from './image-event.ts';
import { ImageType, PhotoFacts } from './photo-record.ts';
import { imageFailures } from './picture/image-failure.ts';
import { readImageHeader } from './picture/image-header.ts';
import { Recognizability, recognizability } from './recognition.ts';
import { photoErrors, readPhoto } from './store/photo-objects.ts';
import { storageRetries } from '../aws/storage-failure.ts';

/** What the header says: upright size, camera, moment, place; and with it whether Rekognition takes the photo. */
export const readMetadata = defineTask('ReadMetadata', {
  input: z.object({ photo: Photo, type: ImageType, bytes: z.int() }),
  output: z.object({ facts: PhotoFacts, recognition: Recognizability }),
  errors: [...photoErrors, ...imageFailures],
  timeoutSeconds: 60,
  retry: storageRetries,
  handler: async ({ photo, type, bytes }) => {
    const header = await readImageHeader(await readPhoto(photo));
    const facts = { type, bytes, ...header };
    return { facts, recognition: recognizability(facts) };
  },
});
