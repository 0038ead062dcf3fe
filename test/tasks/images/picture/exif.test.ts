import { expect, test } from '@jest/globals';
import { array, assert, nat, oneof, property, tuple, uint8Array } from 'fast-check';
import sharp, { type Exif } from 'sharp';
import { readExif } from '../../../../tasks/images/picture/exif.ts';

async function blockWith(exif: Exif): Promise<Buffer> {
  const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'teal' } })
    .withExif(exif)
    .jpeg()
    .toBuffer();
  const { exif: block } = await sharp(bytes).metadata();
  return block ?? Buffer.alloc(0);
}

const lisbon = {
  GPSLatitudeRef: 'N',
  GPSLatitude: '38/1 42/1 2850/100',
  GPSLongitudeRef: 'W',
  GPSLongitude: '9/1 8/1 2150/100',
};

test('reads camera, moment and place', async () => {
  const block = await blockWith({
    IFD0: { Make: 'Stateyard', Model: 'Test 1' },
    IFD2: { DateTimeOriginal: '2026:05:17 08:30:15', OffsetTimeOriginal: '+01:00' },
    IFD3: lisbon,
  });
  expect(readExif(block)).toEqual({
    camera: { make: 'Stateyard', model: 'Test 1' },
    takenAt: '2026-05-17T08:30:15+01:00',
    geo: { lat: 38.707917, lon: -9.139306 },
  });
});

test('gives local time where the camera wrote no offset', async () => {
  const block = await blockWith({ IFD2: { DateTimeOriginal: '2008:10:22 16:28:39' } });
  expect(readExif(block)).toEqual({ takenAt: '2008-10-22T16:28:39' });
});

test('takes the moment of digitising second, of changing never', async () => {
  const digitised = await blockWith({ IFD2: { DateTimeDigitized: '2001:02:03 04:05:06' } });
  const changed = await blockWith({ IFD0: { DateTime: '2001:02:03 04:05:06' } });
  expect(readExif(digitised)).toEqual({ takenAt: '2001-02-03T04:05:06' });
  expect(readExif(changed)).toEqual({});
});

test.each([
  ['a hemisphere is missing', { ...lisbon, GPSLongitudeRef: '?' }],
  ['latitude is beyond the pole', { ...lisbon, GPSLatitude: '91/1 0/1 0/1' }],
  ['a fraction has no denominator', { ...lisbon, GPSLatitude: '0/0 0/0 0/0' }],
])('gives no place where %s', async (_reason, gps) => {
  expect(readExif(await blockWith({ IFD3: gps })).geo).toBeUndefined();
});

test('gives no moment for a clock that was never set', async () => {
  const block = await blockWith({ IFD2: { DateTimeOriginal: '0000:00:00 00:00:00' } });
  expect(readExif(block)).toEqual({});
});

test('takes anything for a block and never throws', async () => {
  const good = await blockWith({ IFD0: { Make: 'Stateyard' }, IFD3: lisbon });
  const bent = array(tuple(nat(good.length - 1), nat(255)), { maxLength: 20 }).map((changes) => {
    const copy = Buffer.from(good);
    for (const [at, byte] of changes) copy[at] = byte;
    return copy;
  });
  const block = oneof(
    uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    bent,
  );
  assert(
    property(block, (bytes) => typeof readExif(bytes) === 'object'),
    { numRuns: 500 },
  );
});

test('knows nothing where there is no block', () => {
  expect(readExif(undefined)).toEqual({});
});
