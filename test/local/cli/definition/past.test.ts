import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { run } from '../../../support/run.ts';

/**
 * A repository of a user: a definition in a file and a workflow in a module, at two commits and as they are now. The
 * command is a process of its own in it, since where it is started decides what a path means.
 */
let folder: string;
const project = process.cwd();

const definition = (seconds: number) =>
  JSON.stringify({ StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: seconds, End: true } } });
const module = (seconds: number) => `\
import { z } from 'zod';
import { wait } from 'builder/states/wait.ts';
import { workflow } from 'builder/workflow.ts';
import { name } from './name.ts';
export const rest = workflow(name, { input: z.object({}) }, () => { wait({ seconds: ${seconds} }, { as: 'Rest' }); });
`;

const repository = () => join(folder, 'repository');
const git = (...given: string[]) => {
  const identity = [
    '-c',
    'user.name=Test',
    '-c',
    'user.email=test@example.com',
    '-c',
    'commit.gpgsign=false',
  ];
  return execFileSync('git', [...identity, ...given], { cwd: repository(), encoding: 'utf8', stdio: 'pipe' });
};

function write(seconds: number): void {
  writeFileSync(join(repository(), 'flows/rest.asl.json'), definition(seconds));
  writeFileSync(join(repository(), 'flows/rest.ts'), module(seconds));
}

/** As Stateyard's own repository has one: what emits its workflows is part of the sources of a commit. */
function writeOwnCommand(): void {
  mkdirSync(join(repository(), 'local/cli'), { recursive: true });
  const source = `if (process.argv.slice(2).join(' ') === 'emit Own') console.log('${definition(7)}');`;
  writeFileSync(join(repository(), 'local/cli/stateyard.js'), source);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'past-test-'));
  mkdirSync(join(repository(), 'flows'), { recursive: true });
  mkdirSync(join(repository(), 'node_modules'));
  symlinkSync(join(project, 'asl/builder'), join(repository(), 'node_modules/builder'));
  symlinkSync(join(project, 'node_modules/zod'), join(repository(), 'node_modules/zod'));
  writeFileSync(join(repository(), 'package.json'), '{ "type": "module" }');
  writeFileSync(join(repository(), '.gitignore'), 'node_modules\n');
  writeFileSync(join(repository(), 'flows/name.ts'), "export const name = 'Rest';\n");
  git('init', '--quiet', '--initial-branch=main');
  writeOwnCommand();
  git('add', '--all');
  git('commit', '--quiet', '--message=like Stateyard itself');
  git('tag', 'own');
  git('rm', '--quiet', '-r', 'local');
  write(1);
  git('add', '--all');
  git('commit', '--quiet', '--message=one');
  git('tag', 'v1');
  write(2);
  git('commit', '--quiet', '--all', '--message=two');
  write(3);
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Its temporary folders are made where this test sees what is left of them; what Node has compiled stays elsewhere. */
const stateyard = (where: string, ...given: string[]) =>
  run(process.execPath, [join(project, 'local/cli/stateyard.js'), ...given], {
    folder: join(repository(), where),
    environment: { TMPDIR: folder, NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') },
  });

const slower = (now: number, then: number) => ({
  code: 0,
  stdout: `- Rest now waits ${now} s instead of ${then} s.\n`,
  stderr: '',
});

test.each([
  ['', 'HEAD:flows/rest.asl.json', 'flows/rest.asl.json', slower(3, 2)],
  ['', 'v1:flows/rest.asl.json', 'main:flows/rest.asl.json', slower(2, 1)],
  ['flows', 'HEAD~1:./rest.asl.json', 'rest.asl.json', slower(3, 1)],
  ['', 'v1:flows/rest.ts', 'HEAD:flows/rest.ts#rest', slower(2, 1)],
  ['flows', 'HEAD:./rest.ts', 'rest.ts', slower(3, 2)],
  ['', 'own:Own', 'flows/rest.asl.json', slower(3, 7)],
])('in /%s compares %s with %s', async (where, before, after, told) => {
  expect(await stateyard(where, 'diff', before, after)).toEqual(told);
});

test.each([
  ['', 'next:flows/rest.ts', "git: bad revision 'next'\n"],
  ['', 'HEAD:flows/gone.ts', "git: path 'flows/gone.ts' does not exist in 'HEAD'\n"],
  ['flows', 'HEAD:rest.asl.json', /Did you mean 'HEAD:flows\/rest\.asl\.json'/],
  [
    '',
    'HEAD:flows/name.ts',
    /name\.ts cannot be emitted: \.\/flows\/name\.ts exports no workflow\. Write: export const/,
  ],
  [
    '',
    'HEAD:Checkout',
    /^'Checkout' is a workflow of Stateyard itself, which has no past in this repository\./,
  ],
  ['..', 'HEAD:a.json', /^git: not a git repository/],
])('in /%s says what is wrong with %s', async (where, definition, message) => {
  const stderr = typeof message === 'string' ? message : expect.stringMatching(message);
  expect(await stateyard(where, 'graph', definition)).toEqual({ code: 1, stdout: '', stderr });
});

test('leaves neither a folder nor a trace in the repository', async () => {
  await stateyard('', 'graph', 'v1:flows/rest.ts');
  expect(readdirSync(folder)).toEqual(['repository']);
  expect(git('status', '--short')).toBe(' M flows/rest.asl.json\n M flows/rest.ts\n');
  expect(git('worktree', 'list').trim().split('\n')).toHaveLength(1);
});
