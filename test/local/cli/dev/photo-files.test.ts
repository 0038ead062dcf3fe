import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findPhotoFiles, uniqueNames } from '../../../../local/cli/dev/photo-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'photo-files-'));
const sample = 'workflows/samples/images/favicon.png';

beforeAll(() => {
  mkdirSync(join(folder, 'inner/.hidden'), { recursive: true });
  mkdirSync(join(folder, 'empty'));
  copyFileSync(sample, join(folder, 'b.PNG'));
  copyFileSync(sample, join(folder, 'inner/without-extension'));
  copyFileSync(sample, join(folder, 'inner/.hidden/thumb.png'));
  writeFileSync(join(folder, 'a.jpg'), 'text named as a picture');
  writeFileSync(join(folder, 'README.md'), 'no picture');
});

afterAll(() => rmSync(folder, { recursive: true }));

test('takes of a folder what is named as a picture or is one', async () => {
  const found = await findPhotoFiles([folder]);
  expect(found.map((file) => relative(folder, file))).toEqual(['a.jpg', 'b.PNG', 'inner/without-extension']);
});

test('takes a file that is named, whatever it is', async () => {
  const file = join(folder, 'README.md');
  expect(await findPhotoFiles([file, sample])).toEqual([file, sample]);
});

test.each([
  ['a path that is not there', 'nowhere/photo.jpg', 'There is no file or folder nowhere/photo.jpg.'],
  ['a folder without pictures', join(folder, 'empty'), `There is no picture in ${join(folder, 'empty')}.`],
])('refuses %s', async (_title, path, message) => {
  await expect(findPhotoFiles([path])).rejects.toMatchObject({ name: 'CommandError', message });
});

test('gives files of one name different names', () => {
  expect(uniqueNames(['x/a.jpg', 'y/a.jpg', 'z/A.JPG', 'b.jpg'])).toEqual([
    'a.jpg',
    '2-a.jpg',
    '3-A.JPG',
    'b.jpg',
  ]);
});
