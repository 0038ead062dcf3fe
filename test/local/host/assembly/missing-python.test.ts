import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import type { FunctionCode } from '../../../../local/host/assembly/function-code.ts';
import { missingPython } from '../../../../local/host/assembly/missing-python.ts';

const folder = mkdtempSync(join(tmpdir(), 'missing-python-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'python3'), '', { mode: 0o755 });

const functionOf = (name: string, runtime: FunctionCode['runtime']): FunctionCode => ({
  name,
  runtime,
  source: { from: 'template', text: '' },
  handler: 'handler',
  variables: {},
  timeoutSeconds: 3,
  memoryMegabytes: 128,
  layers: [],
});

test('says which functions have nothing that runs them', () => {
  const functions = [
    functionOf('Charge', 'node'),
    functionOf('Notify', 'python'),
    functionOf('Ask', 'python'),
  ];
  expect(missingPython(functions, '/no/such/folder')).toEqual([
    expect.stringMatching(
      /^Notify, Ask cannot run here: there is no python3 on the PATH\..*--lambda-endpoint/,
    ),
  ]);
});

test('is silent where Python is there, or nobody needs it', () => {
  expect(missingPython([functionOf('Notify', 'python')], `/no/such/folder:${folder}`)).toEqual([]);
  expect(missingPython([functionOf('Charge', 'node')], '')).toEqual([]);
});
