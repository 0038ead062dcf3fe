import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { type Manifest, publishedManifest } from '../../build/published-manifest.ts';

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Manifest;
const manifest = read('package.json');
const published = publishedManifest(manifest) as Manifest;

test('every entry of the checkout is a source that the build includes', () => {
  const { include } = read('tsconfig.build.json') as Manifest & { readonly include: readonly string[] };
  const sources = Object.values(manifest.exports).filter((path) => path.endsWith('.ts'));
  const folders = sources.map((path) => path.split('/')[1] ?? '');
  expect(sources.length).toBeGreaterThanOrEqual(3);
  expect(sources.filter((path) => !existsSync(path))).toEqual([]);
  expect(include).toEqual(expect.arrayContaining(folders));
});

test('the package has what was built in the place of sources', () => {
  expect(published.exports['.']).toEqual({
    types: './dist/asl/index.d.ts',
    default: './dist/asl/index.js',
  });
  expect(published.exports['./package.json']).toBe('./package.json');
});

test('the package brings no tools of the checkout along', () => {
  expect(Object.keys(published)).toEqual(expect.arrayContaining(['name', 'bin', 'files', 'dependencies']));
  expect(Object.keys(published)).not.toEqual(expect.arrayContaining(['scripts']));
  expect(published['devDependencies']).toBeUndefined();
  expect(published['optionalDependencies']).toBeUndefined();
});

test('a file of the checkout imports the package by its name', async () => {
  const byName = await import('stateyard');
  const byPath = await import('../../asl/index.ts');
  expect(byName.workflow).toBe(byPath.workflow);
});
