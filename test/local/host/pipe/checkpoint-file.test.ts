import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { checkpointFile } from '../../../../local/host/pipe/checkpoint-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'checkpoints-'));
afterAll(() => rmSync(folder, { recursive: true }));

const checkpoints = {
  bornAt: 1,
  begunAt: 2,
  shards: {
    'shardId-0': { type: 'after', sequenceNumber: '49' },
    'shardId-1': { type: 'finished' },
  },
} as const;

test('gives back what was saved last, and leaves nothing beside it', async () => {
  const path = join(folder, 'new', 'file.json');
  const store = checkpointFile(path);
  expect(await store.load()).toBeUndefined();
  await store.save({ ...checkpoints, begunAt: 1 });
  await store.save(checkpoints);
  expect(await checkpointFile(path).load()).toEqual(checkpoints);
  expect(readdirSync(join(folder, 'new'))).toEqual(['file.json']);
});

test.each(['', '{', '{"bornAt":1}', '[]'])('refuses a file that holds %j', async (text) => {
  const path = join(folder, 'damaged.json');
  writeFileSync(path, text);
  await expect(checkpointFile(path).load()).rejects.toThrow('Take it away, and the pipe begins anew.');
});
