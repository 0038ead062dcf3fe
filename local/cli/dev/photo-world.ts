import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { closePhoto } from '../../../tasks/images/close-photo.ts';
import { imageRecognition } from '../../../workflows/image-recognition.ts';
import { sampleFolder } from './photo-files.ts';
import { createPhotoStorage, uploadPhoto } from './photo-storage.ts';
import type { WorkflowWorld } from './workflow-world.ts';

/**
 * Rekognition has no stand-in: its answers come from a recorded file, unless there is an endpoint to ask. Credentials
 * alone are none: AWS could not see the photos in the bucket of this machine.
 */
export const photoWorld: WorkflowWorld = {
  workflow: imageRecognition,
  open: async () => {
    await createPhotoStorage();
    await uploadSamples();
    return { close: async () => {} };
  },
  onFailed: (event) => closePhoto(event),
  recordings: {
    file: join(import.meta.dirname, '../../../workflows/image-recognition.mock.json'),
    service: 'rekognition',
  },
};

/** The photos that the workflow's samples are about. */
async function uploadSamples(): Promise<void> {
  const files = await readdir(sampleFolder);
  await Promise.all(
    files.map(async (file) => uploadPhoto(`samples/${file}`, await readFile(join(sampleFolder, file)))),
  );
}
