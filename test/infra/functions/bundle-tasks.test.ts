import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { defineTask } from '../../../asl/index.ts';
import { bundleTasks } from '../../../infra/functions/bundle-tasks.ts';
import { findFiles } from '../../../tasks/lake/find-files.ts';
import { decodeRecords } from '../../../tasks/stream/decode-records.ts';

const into = mkdtempSync(join(tmpdir(), 'stateyard-bundle-'));
const bundle = await bundleTasks(['tasks/stream', 'tasks/lake'], { into });

afterAll(() => rmSync(into, { recursive: true }));

test('the bundled code of a task is its Lambda handler', async () => {
  const { folder, handler } = bundle.codeOf(decodeRecords);
  const [file = '', exportName = ''] = handler.split('.');
  const module = (await import(pathToFileURL(join(folder, `${file}.mjs`)).href)) as {
    readonly [name: string]: (event: unknown) => Promise<unknown>;
  };
  await expect(module[exportName]?.({ records: 'none' })).rejects.toMatchObject({ name: 'InvalidInput' });
});

test('a function is deployed without the code of others', () => {
  const files = readdirSync(bundle.codeOf(decodeRecords).folder);
  expect(files.filter((file) => file.startsWith('tasks-') && file.endsWith('.mjs'))).toEqual([
    'tasks-stream-decode-records.mjs',
  ]);
  expect(filesTextOf(findFiles)).toContain('ListObjectsV2');
  expect(filesTextOf(decodeRecords)).not.toContain('ListObjectsV2');
});

test('a task that nobody exports is refused by name', () => {
  const hidden = defineTask('Hidden', { input: z.object({}), output: z.object({}), handler: () => ({}) });
  expect(() => bundle.codeOf(hidden)).toThrow(
    'The function of Hidden cannot be bundled: export the task from a module in tasks/stream or tasks/lake.',
  );
});

function filesTextOf(task: Parameters<typeof bundle.codeOf>[0]): string {
  const { folder } = bundle.codeOf(task);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}
