import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleImages } from './sample-images.ts';

/** `node workflows/samples/make-sample-images.ts` writes the sample photos anew. */
const folder = join(import.meta.dirname, 'images');
await mkdir(folder, { recursive: true });
for (const { name, encode } of sampleImages) {
  const bytes = await encode();
  await writeFile(join(folder, name), bytes);
  console.log(`${String(bytes.length).padStart(7)} bytes  ${name}`);
}
