import { expect, test } from '@jest/globals';
import { assert, asyncProperty, constantFrom, integer } from 'fast-check';
import sharp from 'sharp';
import { fitInside } from '../../../../tasks/images/picture/size.ts';

test.each([
  [4000, 3000, 250, 188],
  [3000, 4000, 188, 250],
  [1000, 500, 250, 125],
  [100, 80, 100, 80],
  [250, 250, 250, 250],
  [251, 250, 250, 249],
  [1, 5000, 1, 250],
  [5000, 1, 250, 1],
  [333, 1000, 83, 250],
])('fits %i x %i into 250 as %i x %i', (width, height, fittedWidth, fittedHeight) => {
  expect(fitInside({ width, height }, 250)).toEqual({ width: fittedWidth, height: fittedHeight });
});

test('fits as sharp fits', async () => {
  const side = integer({ min: 1, max: 1200 });
  await assert(
    asyncProperty(side, side, constantFrom(40, 250, 800), async (width, height, box) => {
      const { info } = await sharp({ create: { width, height, channels: 3, background: 'grey' } })
        .resize({ width: box, height: box, fit: 'inside', withoutEnlargement: true })
        .raw()
        .toBuffer({ resolveWithObject: true });
      expect(fitInside({ width, height }, box)).toEqual({ width: info.width, height: info.height });
    }),
    { numRuns: 60 },
  );
});
