import { expect, test } from '@jest/globals';
import sharp from 'sharp';
import { measureProperties } from '../../../../tasks/images/picture/image-properties.ts';

const plain = (background: string, width = 100, height = 100) =>
  sharp({ create: { width, height, channels: 4, background } });

const stripes = (width: number) =>
  plain('red').composite([
    { input: { create: { width, height: 100, channels: 3, background: 'blue' } }, left: 0, top: 0 },
  ]);

test.each([
  ['black', 0],
  ['white', 100],
  ['#00ff00', 71.4],
  ['#808080', 50.2],
])('measures the brightness of %s', async (colour, brightness) => {
  expect(await measureProperties(await plain(colour).png().toBuffer())).toMatchObject({
    brightness,
    contrast: 0,
    sharpness: 0,
  });
});

test('names the colours with their shares, largest first', async () => {
  const { dominantColours } = await measureProperties(await stripes(30).png().toBuffer());
  expect(dominantColours).toEqual([
    { hex: '#ff0000', percent: 70 },
    { hex: '#0000ff', percent: 30 },
  ]);
});

test('counts shades of one colour as one', async () => {
  const shades = plain('#dd2020').composite([
    { input: { create: { width: 40, height: 100, channels: 3, background: '#e32020' } }, left: 0, top: 0 },
  ]);
  const { dominantColours } = await measureProperties(await shades.png().toBuffer());
  expect(dominantColours).toEqual([{ hex: '#df2020', percent: 100 }]);
});

test('finds a picture sharper than its blurred copy', async () => {
  const crisp = await plain('white')
    .composite([
      {
        input: Buffer.from(
          '<svg width="100" height="100"><text y="60" font-size="40">Sharp</text><path d="M0 0L90 90" stroke="black"/></svg>',
        ),
      },
    ])
    .png()
    .toBuffer();
  const blurred = await sharp(crisp).blur(4).png().toBuffer();
  const [sharpOne, blurredOne] = [await measureProperties(crisp), await measureProperties(blurred)];
  expect(sharpOne.sharpness).toBeGreaterThan(blurredOne.sharpness * 2);
});

test('sees transparency as the white page beneath it', async () => {
  const properties = await measureProperties(await plain('#00000000').png().toBuffer());
  expect(properties).toMatchObject({ brightness: 100, dominantColours: [{ hex: '#ffffff', percent: 100 }] });
});
