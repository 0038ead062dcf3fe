import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { run } from '../support/run.ts';

/** The workflow of the README, typed into a file and run by the command that it gives. */
const page = readFileSync('README.md', 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'stateyard-readme-'));
const file = join(folder, 'order.ts');
afterAll(() => rmSync(folder, { recursive: true }));

const [, source = ''] = /^```ts\n(.*?)^```$/ms.exec(page) ?? [];
symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
writeFileSync(
  join(folder, 'tsconfig.json'),
  JSON.stringify({ extends: resolve('tsconfig.json'), include: ['.'] }),
);
writeFileSync(file, source.replace("from 'stateyard'", `from '${resolve('asl/index.ts')}'`));

test('compiles, with nothing to spare', async () => {
  const { stdout } = await run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', folder]);
  expect(stdout).toBe('');
});

test('runs as it says', async () => {
  const [, input = ''] = /stateyard start \.\/order\.ts --input '(.*?)'/.exec(page) ?? [];
  const start = ['local/cli/stateyard.js', 'start', file, '--input', input, '--json'];
  expect(JSON.parse((await run(process.execPath, start)).stdout)).toMatchObject({
    status: 'SUCCEEDED',
    output: { chargeId: 'charge-7', holds: ['7-tea'] },
  });
});

test('names only what the builder exports', async () => {
  const [, table = ''] = /^\| to \| write \|\n(.*?)\n\n/ms.exec(page) ?? [];
  const called = [...table.matchAll(/\b([a-z]\w+)(?=\(|`|<)/gi)].map(([name]) => name);
  const exported = new Set(Object.keys(await import('../../asl/index.ts')));
  const settings = ['retry', 'undo', 'atMost', 'row', 'item', 'input', 'otherwise'];
  expect(called.length).toBeGreaterThan(15);
  expect(called.filter((name) => !exported.has(name) && !settings.includes(name))).toEqual([]);
});
