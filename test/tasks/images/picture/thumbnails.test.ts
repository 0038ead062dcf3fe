import { describe, expect, test } from '@jest/globals';
import sharp, { type Sharp } from 'sharp';
import { readImageHeader } from '../../../../tasks/images/picture/image-header.ts';
import { sniffImageType } from '../../../../tasks/images/picture/image-type.ts';
import { makeThumbnails } from '../../../../tasks/images/picture/thumbnails.ts';

const plain = (width: number, height: number, background = 'teal') =>
  sharp({ create: { width, height, channels: 3, background } });

async function thumbnailsOf(picture: Buffer) {
  const sniffed = sniffImageType(picture);
  const { uprightSize } = await readImageHeader(picture);
  return makeThumbnails(picture, { type: sniffed.supported ? sniffed.type : 'jpeg', uprightSize });
}

async function sizesOf(picture: Buffer): Promise<Record<string, string>> {
  const thumbnails = await thumbnailsOf(picture);
  return Object.fromEntries(thumbnails.map(({ name, width, height }) => [name, `${width}x${height}`]));
}

async function thumbOf(encoded: Sharp, name: string): Promise<Buffer> {
  const thumbnails = await thumbnailsOf(await encoded.toBuffer());
  return thumbnails.find((thumbnail) => thumbnail.name === name)?.bytes ?? Buffer.alloc(0);
}

/** Red, green and blue in the middle of the picture's left or right half. */
async function colourAt(picture: Buffer, side: 'left' | 'right'): Promise<number[]> {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
  const column = Math.floor(info.width * (side === 'left' ? 0.25 : 0.75));
  const offset = (Math.floor(info.height / 2) * info.width + column) * info.channels;
  return [...data.subarray(offset, offset + 3)];
}

describe('sizes', () => {
  test('gives two boxes in the own type and in WebP', async () => {
    expect(await sizesOf(await plain(4000, 3000).jpeg().toBuffer())).toEqual({
      'preview.jpg': '800x600',
      'preview.webp': '800x600',
      'thumb.jpg': '250x188',
      'thumb.webp': '250x188',
    });
  });

  test('never enlarges a small picture', async () => {
    expect(await sizesOf(await plain(100, 80).png().toBuffer())).toEqual({
      'preview.png': '100x80',
      'preview.webp': '100x80',
      'thumb.png': '100x80',
      'thumb.webp': '100x80',
    });
  });

  test.each([
    [1, '250x188'],
    [2, '250x188'],
    [3, '250x188'],
    [4, '250x188'],
    [5, '188x250'],
    [6, '188x250'],
    [7, '188x250'],
    [8, '188x250'],
  ])('stands upright with orientation %i', async (orientation, size) => {
    const picture = await plain(1000, 750).withMetadata({ orientation }).jpeg().toBuffer();
    expect((await sizesOf(picture))['thumb.jpg']).toBe(size);
  });

  test.each([
    [1, 5000, '1x250'],
    [5000, 1, '250x1'],
    [333, 1000, '83x250'],
    [251, 250, '250x249'],
  ])('fits %i x %i into the box', async (width, height, size) => {
    expect((await sizesOf(await plain(width, height).png().toBuffer()))['thumb.png']).toBe(size);
  });

  test('says the size that the file has', async () => {
    const thumbnails = await thumbnailsOf(await plain(1203, 777).jpeg().toBuffer());
    const real = await Promise.all(thumbnails.map(({ bytes }) => sharp(bytes).metadata()));
    expect(real.map(({ width, height }) => ({ width, height }))).toEqual(
      thumbnails.map(({ width, height }) => ({ width, height })),
    );
  });
});

describe('pixels', () => {
  test('turns the picture, not only the box', async () => {
    const halves = plain(200, 100, 'red').composite([
      { input: { create: { width: 100, height: 100, channels: 3, background: 'blue' } }, left: 100, top: 0 },
    ]);
    const mirrored = halves.withMetadata({ orientation: 2 }).jpeg({ quality: 95 });
    const thumb = await thumbOf(mirrored, 'thumb.jpg');
    expect((await colourAt(thumb, 'left'))[2]).toBeGreaterThan(200);
    expect((await colourAt(thumb, 'right'))[0]).toBeGreaterThan(200);
  });

  test('keeps transparency', async () => {
    const seeThrough = sharp({
      create: { width: 800, height: 600, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0.5 } },
    });
    const thumb = await thumbOf(seeThrough.png(), 'thumb.png');
    expect(await sharp(thumb).metadata()).toMatchObject({ width: 250, height: 188, channels: 4 });
  });

  test('turns CMYK into sRGB', async () => {
    const thumb = await thumbOf(plain(300, 300, 'red').toColourspace('cmyk').jpeg(), 'thumb.jpg');
    const [red = 0, green = 255] = await colourAt(thumb, 'left');
    expect(await sharp(thumb).metadata()).toMatchObject({ space: 'srgb', channels: 3 });
    expect(red).toBeGreaterThan(200);
    expect(green).toBeLessThan(80);
  });

  test('applies a wide colour profile before dropping it', async () => {
    const wide = plain(300, 300, '#c02020').withIccProfile('p3').png();
    const [red = 0, green = 255] = await colourAt(await thumbOf(wide, 'thumb.png'), 'left');
    expect(Math.abs(red - 0xc0)).toBeLessThan(6);
    expect(Math.abs(green - 0x20)).toBeLessThan(6);
  });

  test('scales 16 bits a channel down to 8', async () => {
    const deep = plain(300, 300, '#80c040').toColourspace('rgb16').png();
    const [red = 0, green = 0, blue = 0] = await colourAt(await thumbOf(deep, 'thumb.png'), 'left');
    expect(
      [red, green, blue].map((value, at) => Math.abs(value - ([0x80, 0xc0, 0x40][at] ?? 0)) < 4),
    ).toEqual([true, true, true]);
  });

  test('takes the first frame of an animation as a PNG', async () => {
    const frames = await Promise.all(['red', 'blue'].map((colour) => plain(30, 30, colour).png().toBuffer()));
    const animated = sharp(frames, { join: { animated: true } }).gif();
    const thumb = await thumbOf(animated, 'thumb.png');
    expect(await colourAt(thumb, 'left')).toEqual([255, 0, 0]);
    expect((await sharp(thumb).metadata()).pages).toBeUndefined();
  });
});

test('leaves no metadata in a thumbnail', async () => {
  const told = plain(300, 300)
    .withExif({ IFD0: { Make: 'Stateyard' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '38/1 42/1 0/1' } })
    .withIccProfile('p3')
    .jpeg();
  const thumbnails = await thumbnailsOf(await told.toBuffer());
  const kept = await Promise.all(thumbnails.map(({ bytes }) => sharp(bytes).metadata()));
  expect(kept.map(({ exif, icc, orientation }) => ({ exif, icc, orientation }))).toEqual(
    thumbnails.map(() => ({ exif: undefined, icc: undefined, orientation: undefined })),
  );
});

test.each([
  ['webp', ['webp']],
  ['avif', ['avif', 'webp']],
  ['gif', ['png', 'webp']],
] as const)('makes of %s the types %j', async (format, types) => {
  const thumbnails = await thumbnailsOf(await plain(20, 20).toFormat(format).toBuffer());
  const thumbs = thumbnails.filter(({ name }) => name.startsWith('thumb.'));
  expect(thumbs.map(({ type }) => type)).toEqual(types);
  expect(thumbs.map(({ bytes }) => sniffImageType(bytes))).toEqual(
    types.map((type) => ({ supported: true, type })),
  );
});

test('forgives bytes between segments, which cost no pixel', async () => {
  const picture = await plain(300, 200).jpeg().toBuffer();
  const end = picture.length - 2;
  const padded = Buffer.concat([picture.subarray(0, end), Buffer.alloc(9, 0x11), picture.subarray(end)]);
  expect((await sizesOf(padded))['thumb.jpg']).toBe('250x167');
});

test('fails with CorruptImage for a picture cut short', async () => {
  const picture = await plain(300, 200).jpeg().toBuffer();
  const cut = picture.subarray(0, picture.length * 0.9);
  await expect(thumbnailsOf(cut)).rejects.toMatchObject({ name: 'CorruptImage' });
});
