import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readText } from '../../../../tasks/lake/object-json.ts';
import { type LakeObjects, lakeObjects } from '../../../../tasks/lake/store/lake-objects.ts';
import { startLake } from '../../../support/lake.ts';
import { LakeInMemory } from '../../../support/lake-in-memory.ts';

/** The bucket, over the wire of an S3 stand-in, and the lake in memory that other tests use: both behave alike. */

const bucket = 'stateyard-lake';

let lake: Awaited<ReturnType<typeof startLake>>;
beforeAll(async () => {
  lake = await startLake();
});
afterAll(() => lake.close());

describe.each([
  ['bucket', lakeObjects],
  ['memory', new LakeInMemory().objects],
] as [string, LakeObjects][])('objects in the %s', (_place, objects) => {
  async function keysBelow(prefix: string) {
    const keys: string[] = [];
    for await (const { key } of objects.list(bucket, prefix)) keys.push(key);
    return keys;
  }

  test('are listed by prefix, in the order of their keys', async () => {
    for (const key of ['list/b', 'list/a', 'lists/c']) await objects.write({ bucket, key }, key);
    expect(await keysBelow('list/')).toEqual(['list/a', 'list/b']);
  });

  test('are read whole or in part', async () => {
    await objects.write({ bucket, key: 'text' }, 'harbour');
    expect(await readText(objects, { bucket, key: 'text' })).toBe('harbour');
    const chunks: Uint8Array[] = [];
    for await (const chunk of objects.read({ bucket, key: 'text', range: [1, 4] })) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString('utf8')).toBe('arb');
  });

  test('that have changed are refused', async () => {
    await objects.write({ bucket, key: 'changing' }, 'one');
    const [found] = await Array.fromAsync(objects.list(bucket, 'changing'));
    await objects.write({ bucket, key: 'changing' }, 'two');
    const reading = Array.fromAsync(objects.read({ bucket, key: 'changing', etag: found?.etag ?? '' }));
    await expect(reading).rejects.toMatchObject({ name: 'SourceChanged' });
  });

  test('that are not there are missing', async () => {
    await expect(readText(objects, { bucket, key: 'nowhere' })).rejects.toMatchObject({
      name: 'SourceMissing',
    });
    await expect(objects.copy(bucket, 'nowhere', 'somewhere')).rejects.toMatchObject({
      name: 'SourceMissing',
    });
  });

  test('are copied under keys that have to be escaped', async () => {
    await objects.write({ bucket, key: 'copy/a b+c=ä.txt' }, 'text');
    await objects.copy(bucket, 'copy/a b+c=ä.txt', 'copy/d e.txt');
    expect(await readText(objects, { bucket, key: 'copy/d e.txt' })).toBe('text');
  });

  test('are removed where they are meant, and doing it again is no harm', async () => {
    for (const key of ['gone/a', 'gone/b', 'stays']) await objects.write({ bucket, key }, key);
    expect(await objects.removeAll(bucket, 'gone/', (key) => key.endsWith('a'))).toBe(1);
    expect(await objects.removeAll(bucket, 'gone/')).toBe(1);
    expect(await objects.removeAll(bucket, 'gone/')).toBe(0);
    expect(await keysBelow('stays')).toEqual(['stays']);
  });
});
