import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseValidate, validateCommand } from '../../../local/cli/command-validate.ts';
import { said } from '../../support/said.ts';

const project = process.cwd();
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stateyard-test-'));
  process.chdir(folder);
  writeFileSync('good.json', '{"StartAt":"A","TimeoutSeconds":9,"States":{"A":{"Type":"Pass","End":true}}}');
  writeFileSync('risky.json', '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}');
  writeFileSync('mistaken.json', '{"StartAt":"B","States":{"A":{"Type":"Pass","End":true}}}');
  writeFileSync(
    'marked.json',
    '\uFEFF{"StartAt":"A","TimeoutSeconds":9,"States":{"A":{"Type":"Pass","End":true}}}',
  );
  writeFileSync('cut.json', '{"StartAt":');
  writeFileSync(
    'waiting.json',
    '{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","Parameters":{"QueueUrl":"q","MessageBody.$":"$$.Task.Token"},"End":true}}}',
  );
});

afterAll(() => {
  process.chdir(project);
  rmSync(folder, { recursive: true });
});

const stateyard = (...given: string[]) => said(() => validateCommand(parseValidate(given, {})));
const codes = (stdout: string) =>
  (JSON.parse(stdout) as { file: string; diagnostics: { code: string }[] }[]).map(({ file, diagnostics }) => [
    file,
    ...diagnostics.map(({ code }) => code),
  ]);

test.each([
  ['good.json', 0],
  ['risky.json', 0],
  ['mistaken.json', 1],
  ['cut.json', 1],
])('%s ends with %i', async (file, code) => {
  expect(await stateyard(file)).toMatchObject({ code, stderr: '' });
});

test('judges every file, in the order given', async () => {
  const { code, stdout } = await stateyard('good.json', 'cut.json', 'mistaken.json', '--json');
  expect([code, codes(stdout)]).toEqual([
    1,
    [
      ['good.json'],
      ['cut.json', 'INVALID_JSON_DESCRIPTION'],
      ['mistaken.json', 'MISSING_TRANSITION_TARGET', 'MISSING_MACHINE_TIMEOUT', 'MISSING_TRANSITION_TARGET'],
    ],
  ]);
});

test('reads over the mark that some editors put first', async () => {
  expect(codes((await stateyard('marked.json', '--json')).stdout)).toEqual([['marked.json']]);
});

test('goes on after what it cannot read, and fails', async () => {
  expect(await stateyard('gone.json', '.', 'good.json')).toEqual({
    code: 1,
    stdout: 'good.json\n  nothing to say against it\n\nno errors, no warnings in 1 definition.\n',
    stderr: 'There is no file gone.json.\n. is a folder: name the files in it, such as ./*.asl.json.\n',
  });
});

test('has an entry for scripts of what it cannot read', async () => {
  const { code, stdout, stderr } = await stateyard('gone.json', 'good.json', '--json');
  expect([code, stderr]).toEqual([1, '']);
  expect(JSON.parse(stdout)).toEqual([
    {
      file: 'gone.json',
      diagnostics: [
        {
          severity: 'ERROR',
          code: 'UNREADABLE',
          message: 'There is no file gone.json.',
          pointer: '',
          state: null,
        },
      ],
    },
    { file: 'good.json', diagnostics: [] },
  ]);
});

test('holds a file to the type it is created as', async () => {
  expect(await stateyard('waiting.json')).toMatchObject({ code: 0 });
  expect(await stateyard('waiting.json', '--type', 'EXPRESS')).toMatchObject({ code: 1 });
});

test('judges every workflow of a module, and those that come along', async () => {
  const module = join(project, 'test/support/two-workflows.ts');
  const { code, stdout } = await stateyard(module, 'ImageRecognition', '--json');
  expect(code).toBe(0);
  expect(codes(stdout).map(([file]) => file)).toEqual([
    `${module}#greet`,
    `${module}#shout`,
    'ImageRecognition',
  ]);
});
