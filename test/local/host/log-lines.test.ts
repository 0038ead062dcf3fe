import { mkdtempSync, readFileSync, existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { logLines } from '../../../local/host/log-lines.ts';

const folder = mkdtempSync(join(tmpdir(), 'stateyard-log-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('appends a line of JSON for each record', async () => {
  const path = join(folder, 'some.log');
  for (const id of ['1', '2']) {
    const log = logLines(path);
    log.write({ id });
    await log.close();
  }
  expect(readFileSync(path, 'utf8')).toBe('{"id":"1"}\n{"id":"2"}\n');
});

test('makes no file when there is nothing to write', async () => {
  const path = join(folder, 'none.log');
  await logLines(path).close();
  expect(existsSync(path)).toBe(false);
});
