import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { emit } from '../../../asl/builder/emit/emit.ts';
import { diffCommand, parseDiff } from '../../../local/cli/command-diff.ts';
import { said } from '../../support/said.ts';
import { greet } from '../../support/two-workflows.ts';

const folder = mkdtempSync(join(tmpdir(), 'stateyard-test-'));
const [before, after] = [join(folder, 'before.json'), join(folder, 'after.json')];
writeFileSync(before, '{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":5,"End":true}}}');
writeFileSync(after, '{"States":{"A":{"End":true,"Seconds":9,"Type":"Wait"}},"StartAt":"A"}');
afterAll(() => rmSync(folder, { recursive: true }));

const stateyard = (...given: string[]) => said(() => diffCommand(parseDiff(given, {})));
const words = 'A now waits 9 s instead of 5 s';

test('says in words what changed', async () => {
  expect(await stateyard(before, after)).toEqual({ code: 0, stdout: `- ${words}.\n`, stderr: '' });
});

test('gives scripts the changes', async () => {
  const { stdout } = await stateyard(before, after, '--json');
  expect(JSON.parse(stdout)).toEqual([{ type: 'changed', state: 'A', subject: expect.any(String), words }]);
});

test.each([
  [[before, after], 1],
  [[before, before], 0],
])('%j makes the exit code %i when asked', async (files, code) => {
  expect(await stateyard(...files, '--exit-code')).toMatchObject({ code });
});

test('draws the difference under the names of both', async () => {
  const { stdout } = await stateyard(before, after, '--format', 'svg');
  expect(stdout).toContain(`<title>${before} → ${after}</title>`);
  expect(stdout).toContain('>changed</text>');
});

test.each([
  ['d.png', '\x89PNG'],
  ['d.mmd', 'flowchart TD'],
  ['d.svg', '<svg'],
  ['d.txt', `- ${words}.`],
])('writes %s in the format of its ending', async (name, beginning) => {
  const out = join(folder, name);
  expect((await stateyard(before, after, '--out', out)).stdout).toBe(`${out}\n`);
  expect(readFileSync(out, 'latin1').slice(0, beginning.length)).toBe(beginning);
});

test('finds nothing between a workflow and its emitted file', async () => {
  const module = 'test/support/two-workflows.ts#greet';
  const emitted = join(folder, 'greet.json');
  writeFileSync(emitted, JSON.stringify(emit(greet)));
  expect((await stateyard(module, emitted)).stdout).toBe('The two definitions mean the same.\n');
});
