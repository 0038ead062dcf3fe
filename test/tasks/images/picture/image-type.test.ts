import { expect, test } from '@jest/globals';
import sharp from 'sharp';
import { sniffImageType } from '../../../../tasks/images/picture/image-type.ts';

const picture = () => sharp({ create: { width: 8, height: 8, channels: 3, background: 'teal' } });

test.each([
  ['jpeg', () => picture().jpeg()],
  ['png', () => picture().png()],
  ['gif', () => picture().gif()],
  ['webp', () => picture().webp()],
  ['avif', () => picture().avif({ effort: 0 })],
])('tells %s from its first bytes', async (type, encode) => {
  expect(sniffImageType(await encode().toBuffer())).toEqual({ supported: true, type });
});

test.each([
  ['an empty file', Buffer.alloc(0)],
  ['text', Buffer.from('Dear diary,\nno picture today — just “words”.')],
  ['unknown bytes', Buffer.from([0, 1, 2, 3, 4, 5, 6, 7])],
  ['SVG', Buffer.from('<?xml version="1.0"?>\n<!-- drawing -->\n<svg width="1"/>')],
  ['PDF', Buffer.from('%PDF-1.7\n')],
  ['HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')],
  ['a video', Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isomiso2', 'latin1')],
  ['TIFF', Buffer.from('MM\0*\0\0\0\x08', 'latin1')],
  ['BMP', Buffer.from('BM\x46\0\0\0\0\0\0\0', 'latin1')],
  ['a ZIP archive', Buffer.from('PK\x03\x04\x14\0', 'latin1')],
])('refuses %s and says so', (looksLike, bytes) => {
  expect(sniffImageType(bytes)).toEqual({ supported: false, looksLike });
});

test('refuses a TIFF that sharp could read', async () => {
  const bytes = await picture().tiff().toBuffer();
  expect(sniffImageType(bytes)).toEqual({ supported: false, looksLike: 'TIFF' });
});

test('takes AVIF whose major brand is another', () => {
  const bytes = Buffer.from('\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf', 'latin1');
  expect(sniffImageType(bytes)).toEqual({ supported: true, type: 'avif' });
});

test('reads no brands beyond the box that lists them', () => {
  const bytes = Buffer.from('\0\0\0\x14ftypisom\0\0\0\0iso2avifavif', 'latin1');
  expect(sniffImageType(bytes)).toEqual({ supported: false, looksLike: 'a video' });
});
