import type { z } from 'zod';
import type { ObjectPlace } from './dataset-submission.ts';
import type { LakeObjects } from './store/lake-objects.ts';

/** An object that another task has written, or a service: at most some megabytes of JSON. */
export async function readJson<Schema extends z.ZodType>(
  objects: LakeObjects,
  place: ObjectPlace,
  schema: Schema,
): Promise<z.output<Schema>> {
  return schema.parse(JSON.parse(await readText(objects, place)));
}

export async function readText(objects: LakeObjects, place: ObjectPlace): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of objects.read(place)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
