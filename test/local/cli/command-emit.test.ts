import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { emit } from '../../../asl/builder/emit/emit.ts';
import { validate } from '../../../asl/validate/validate.ts';
import { emitCommand, parseEmit } from '../../../local/cli/command-emit.ts';
import { projectWorkflows } from '../../../local/cli/dev/project.ts';
import { said } from '../../support/said.ts';
import { greet, shout } from '../../support/two-workflows.ts';

const folder = mkdtempSync(join(tmpdir(), 'stateyard-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const module = 'test/support/two-workflows.ts';
const stateyard = (...given: string[]) => said(() => emitCommand(parseEmit(given, {})));

test('prints the definition of one workflow', async () => {
  const { code, stdout } = await stateyard(`${module}#greet`);
  expect([code, stdout]).toEqual([0, `${JSON.stringify(emit(greet), null, 2)}\n`]);
});

test.each(['JSONata', 'JSONPath'] as const)(
  'prints all that come along, in valid %s',
  async (queryLanguage) => {
    const { stdout } = await stateyard('--all', '--query-language', queryLanguage);
    const definitions = JSON.parse(stdout) as { readonly [name: string]: object };
    expect(Object.keys(definitions)).toEqual(projectWorkflows.map(({ name }) => name));
    const all = Object.values(definitions);
    expect(all.flatMap((one) => validate(one)).filter(({ severity }) => severity === 'ERROR')).toEqual([]);
  },
);

test('prints what a module exports by name, each workflow once', async () => {
  const { stdout } = await stateyard(module, '--all');
  expect(JSON.parse(stdout)).toEqual({ Greet: emit(greet), Shout: emit(shout) });
});

test('writes a file for each, and says which', async () => {
  const out = join(folder, 'new', 'asl');
  const [first, second] = [join(out, 'Greet.asl.json'), join(out, 'Shout.asl.json')];
  expect(await stateyard(module, '--all', '--out', out)).toEqual({
    code: 0,
    stdout: `${first}\n${second}\n`,
    stderr: '',
  });
  expect(readFileSync(second, 'utf8')).toBe(`${JSON.stringify(emit(shout), null, 2)}\n`);
});

test('refuses to overwrite a workflow with another of its name', async () => {
  const file = join(folder, 'twins.mjs');
  const twin =
    "{ name: 'Twin', type: 'STANDARD', inputSource: {}, root: { constructs: [], result: undefined } }";
  writeFileSync(file, `export const one = ${twin};\nexport const two = ${twin};\n`);
  await expect(stateyard(file, '--all')).rejects.toThrow(
    `${file}#two is named Twin, as another workflow beside it is.`,
  );
});

test.each([
  [['Nobody'], "There is no workflow 'Nobody'. There are: "],
  [[module], `${module} exports 2 workflows. Choose one: ${module}#greet, ${module}#shout.`],
  [[`${module}#hum`], `${module} exports no workflow 'hum'. There are: ${module}#greet`],
  [['jest.config.js'], 'jest.config.js exports no workflow.'],
  [['gone.ts'], 'There is no file gone.ts.'],
  [[`${module}#shout`, '--query-language', 'JSONPath'], 'Shout has no JSONPath form: in its state Pass,'],
  [[module, '--all', '--out', 'package.json/asl'], 'Cannot make the folder package.json/asl: ENOTDIR'],
  [[module, '--all', '--out', '/proc/asl/new'], 'Cannot make the folder /proc/asl/new: '],
])('%j is told in a sentence', async (given, message) => {
  await expect(stateyard(...given)).rejects.toMatchObject({
    name: 'CommandError',
    message: expect.stringContaining(message),
  });
});

test('shows where a module breaks, without the places in Node', async () => {
  const file = join(folder, 'broken.mjs');
  writeFileSync(file, "throw new TypeError('my own mistake');\n");
  await expect(stateyard(file)).rejects.toThrow(
    /cannot be loaded:\nTypeError: my own mistake\n.*broken\.mjs:1/s,
  );
});

test('shows the line of a mistake in a workflow', async () => {
  const file = join(folder, 'mistaken.ts');
  const builder = pathToFileURL('asl/builder').href;
  const source = [
    `import { pass } from '${builder}/states/pass.ts';`,
    'let late;',
    'export const one = pass(late);',
  ];
  writeFileSync(file, source.join('\n'));
  await expect(stateyard(file)).rejects.toThrow(/mistaken\.ts:3:20: Pass stands outside a workflow/);
});
