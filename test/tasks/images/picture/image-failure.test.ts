import { expect, test } from '@jest/globals';
import sharp from 'sharp';
import { TaskError } from '../../../../asl/builder/task-error.ts';
import { imageFailureOf, isHarmlessWarning } from '../../../../tasks/images/picture/image-failure.ts';

/** Each mapping is held to the sharp that is installed: a new wording of its messages fails here. */

const grain = () =>
  sharp({
    create: {
      width: 300,
      height: 200,
      channels: 3,
      background: 'grey',
      noise: { type: 'gaussian', mean: 128, sigma: 50 },
    },
  });

const half = (bytes: Buffer) => bytes.subarray(0, bytes.length / 2);

const damaged = (bytes: Buffer) => {
  const wrong = bytes.subarray(2000, 2500).map((byte) => ~byte);
  return Buffer.concat([bytes.subarray(0, 2000), wrong, bytes.subarray(2500)]);
};

async function failureOf(bytes: Buffer): Promise<unknown> {
  try {
    return await sharp(bytes, { failOn: 'warning', limitInputPixels: 40e6 }).resize(100).raw().toBuffer();
  } catch (thrown) {
    return imageFailureOf(thrown);
  }
}

test.each([
  ['UnsupportedType', 'text named as a picture', async () => Buffer.from('just text, '.repeat(50))],
  ['UnsupportedType', 'an empty file', async () => Buffer.alloc(0)],
  ['CorruptImage', 'a JPEG cut in half', async () => half(await grain().jpeg().toBuffer())],
  [
    'CorruptImage',
    'a progressive JPEG cut in half',
    async () => half(await grain().jpeg({ progressive: true }).toBuffer()),
  ],
  [
    'CorruptImage',
    'a JPEG of which only the start is left',
    async () => (await grain().jpeg().toBuffer()).subarray(0, 12),
  ],
  ['CorruptImage', 'a JPEG with bytes overwritten', async () => damaged(await grain().jpeg().toBuffer())],
  ['CorruptImage', 'a PNG cut in half', async () => half(await grain().png().toBuffer())],
  [
    'CorruptImage',
    'an interlaced PNG cut in half',
    async () => half(await grain().png({ progressive: true }).toBuffer()),
  ],
  ['CorruptImage', 'a PNG with bytes overwritten', async () => damaged(await grain().png().toBuffer())],
  ['CorruptImage', 'a WebP cut in half', async () => half(await grain().webp().toBuffer())],
  ['CorruptImage', 'a GIF cut in half', async () => half(await grain().gif().toBuffer())],
  ['CorruptImage', 'an AVIF cut in half', async () => half(await grain().avif({ effort: 0 }).toBuffer())],
])('calls %s: %s', async (name, _title, bytes) => {
  const failure = await failureOf(await bytes());
  expect(failure).toBeInstanceOf(TaskError);
  expect(failure).toMatchObject({ name });
});

test('calls a decompression bomb TooLarge', async () => {
  const bomb = await sharp({ create: { width: 7000, height: 6000, channels: 3, background: 'black' } })
    .png()
    .toBuffer();
  expect(bomb.length).toBeLessThan(200_000);
  expect(await failureOf(bomb)).toMatchObject({ name: 'TooLarge' });
});

test('leaves other failures as they are', () => {
  const outage = new Error('connect ECONNREFUSED 127.0.0.1:4566');
  const typed = new TaskError('TooLarge', 'over the limit');
  expect(imageFailureOf(outage)).toBe(outage);
  expect(imageFailureOf(typed)).toBe(typed);
});

test('knows a warning that costs no pixels', () => {
  const extraneous = 'VipsJpeg: Corrupt JPEG data: 12 extraneous bytes before marker 0xd9';
  expect(isHarmlessWarning(new Error(extraneous))).toBe(true);
  expect(isHarmlessWarning(new Error(`${extraneous}\nVipsJpeg: premature end of JPEG image`))).toBe(false);
  expect(isHarmlessWarning(new Error('VipsJpeg: Corrupt JPEG data: bad Huffman code'))).toBe(false);
});
