import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import sharp from 'sharp';
import { readImageHeader } from '../../../tasks/images/picture/image-header.ts';
import { sampleImages } from '../../../workflows/samples/sample-images.ts';

/** Encoders differ from one release to the next, so what is committed is compared by what it shows. */

const folder = 'workflows/samples/images';
const committed = (name: string) => readFileSync(`${folder}/${name}`);
const names = sampleImages.map(({ name }) => name);
const pictures = sampleImages.filter(({ shows }) => !shows.startsWith('fails'));

async function appearance(bytes: Buffer) {
  const { format, width, height } = await sharp(bytes).metadata();
  const { channels } = await sharp(bytes).stats();
  return { format, width, height, means: channels.map(({ mean }) => Math.round(mean / 4)) };
}

test('the folder holds what the program makes', () => {
  expect(readdirSync(folder).sort()).toEqual([...names].sort());
});

test.each(pictures)('$name looks as the program draws it', async ({ name, encode }) => {
  expect(await appearance(committed(name))).toEqual(await appearance(await encode()));
});

test.each(pictures)('$name says about itself what the program wrote', async ({ name, encode }) => {
  expect(await readImageHeader(committed(name))).toEqual(await readImageHeader(await encode()));
});

test('all samples together are small', () => {
  const sizes = names.map((name) => committed(name).length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(300_000);
});

test('one sample was taken in Lisbon, another lies on its side', async () => {
  expect(await readImageHeader(committed('harbour-at-dawn.jpg'))).toMatchObject({
    uprightSize: { width: 1600, height: 1200 },
    takenAt: '2026-05-17T06:12:40+01:00',
    geo: { lat: 38.707917, lon: -9.139306 },
  });
  expect(await readImageHeader(committed('held-upright.jpg'))).toMatchObject({
    uprightSize: { width: 900, height: 1200 },
    geo: { lat: -22.951667, lon: -43.210722 },
  });
});

test('two samples are no pictures that can be shown', async () => {
  await expect(readImageHeader(committed('shopping-list.jpg'))).rejects.toMatchObject({
    name: 'UnsupportedType',
  });
  await expect(sharp(committed('lost-connection.jpg')).raw().toBuffer()).rejects.toThrow('premature end');
});
