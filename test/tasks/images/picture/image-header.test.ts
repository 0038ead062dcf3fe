import { expect, test } from '@jest/globals';
import sharp from 'sharp';
import { readImageHeader } from '../../../../tasks/images/picture/image-header.ts';

const stored = () => sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } });

test.each([1, 2, 3, 4])('keeps width and height for orientation %i', async (orientation) => {
  const bytes = await stored().withMetadata({ orientation }).jpeg().toBuffer();
  expect(await readImageHeader(bytes)).toMatchObject({ uprightSize: { width: 40, height: 30 } });
});

test.each([5, 6, 7, 8])('exchanges width and height for orientation %i', async (orientation) => {
  const bytes = await stored().withMetadata({ orientation }).jpeg().toBuffer();
  expect(await readImageHeader(bytes)).toMatchObject({ uprightSize: { width: 30, height: 40 } });
});

test('counts frames and sees transparency', async () => {
  const frames = await Promise.all(
    ['red', 'blue'].map((background) =>
      sharp({ create: { width: 30, height: 30, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  const gif = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer();
  expect(await readImageHeader(gif)).toMatchObject({ frames: 2, uprightSize: { width: 30, height: 30 } });
});

test('refuses a picture of too many pixels from its header alone', async () => {
  const bomb = await sharp({ create: { width: 7000, height: 6000, channels: 3, background: 'black' } })
    .png()
    .toBuffer();
  await expect(readImageHeader(bomb.subarray(0, 1000))).rejects.toMatchObject({ name: 'TooLarge' });
});

test('calls a header that makes no sense corrupt', async () => {
  const bytes = (await stored().png().toBuffer()).subarray(0, 20);
  await expect(readImageHeader(bytes)).rejects.toMatchObject({ name: 'CorruptImage' });
});
