import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import {
  definitionReference,
  type WorkflowReference,
} from '../../../../local/cli/definition/definition-reference.ts';
import { findWorkflow } from '../../../../local/cli/definition/workflows.ts';
import { type Ran, run } from '../../../support/run.ts';

/** Projects as users have them: a folder each, in which the command runs. */
const folder = mkdtempSync(join(tmpdir(), 'stateyard-projects-'));
afterAll(() => rmSync(folder, { recursive: true }));

let projects = 0;

function emitIn(files: { readonly [path: string]: string }, ...given: readonly string[]): Promise<Ran> {
  projects += 1;
  const project = join(folder, String(projects));
  mkdirSync(join(project, 'workflows'), { recursive: true });
  for (const [path, text] of Object.entries(files)) writeFileSync(join(project, path), text);
  const main = join(import.meta.dirname, '../../../../local/cli/stateyard.js');
  return run(process.execPath, [main, 'emit', ...given], { folder: project });
}

const builder = join(import.meta.dirname, '../../../../asl/index.ts');
const workflowOf = (exportName: string, name: string, body = '() => pass({ done: true })') => `
import { workflow, pass } from '${builder}';
import { z } from '${import.meta.resolve('zod')}';
export const ${exportName} = workflow('${name}', { input: z.object({ n: z.number() }) }, ${body});
`;

test('finds a workflow of the folder workflows by its name', async () => {
  const files = {
    'workflows/orders.ts': workflowOf('orders', 'Orders'),
    'workflows/help.ts': 'export const n = 1;',
  };
  const { code, stdout } = await emitIn(files, 'Orders');
  expect([code, JSON.parse(stdout)]).toMatchObject([0, { StartAt: 'Pass' }]);
});

test('takes what the index exports, where there is one', async () => {
  const files = {
    'workflows/index.ts': "export { orders } from './orders.ts';",
    'workflows/orders.ts': workflowOf('orders', 'Orders'),
    'workflows/draft.ts': workflowOf('draft', 'Draft'),
  };
  const { stdout } = await emitIn(files, '--all');
  expect(Object.keys(JSON.parse(stdout))).toEqual(['Orders']);
});

test.each([
  [
    'two workflows of one name',
    { 'workflows/a.ts': workflowOf('one', 'Same'), 'workflows/b.ts': workflowOf('two', 'Same') },
    'Two workflows are named Same: workflows/a.ts#one and workflows/b.ts#two. Rename one.',
  ],
  [
    'no workflows in it',
    { 'workflows/a.ts': 'export const n = 1;' },
    'No module in the folder workflows exports a workflow. Export one from there, or name a module: ./file.ts.',
  ],
])('says in a sentence that a project has %s', async (_title, files, sentence) => {
  expect(await emitIn(files, 'Same')).toEqual({ code: 1, stdout: '', stderr: `${sentence}\n` });
});

test.each([
  [
    'no workflow',
    'export const n = 1;',
    '',
    "FILE exports no workflow. Write: export const name = workflow('Name', …).",
  ],
  [
    'not this one',
    workflowOf('orders', 'Orders'),
    ':order',
    "FILE exports no workflow 'order'. There are: FILE#orders.",
  ],
  [
    'a mistake in it',
    workflowOf('orders', 'Orders', '({ n }) => pass(`${n}`)'),
    '',
    'input.n is a reference to a value that exists only when the execution runs; it cannot be used as',
  ],
  [
    'a failure of its own',
    "throw new Error('no database');",
    '',
    'FILE cannot be loaded:\nError: no database\n',
  ],
])('says in a sentence that a module has %s', async (title, text, suffix, sentence) => {
  const file = join(folder, `${title.replaceAll(' ', '-')}.ts`);
  writeFileSync(file, text);
  const finding = findWorkflow(moduleReference(`${file}${suffix}`));
  await expect(finding).rejects.toThrow(sentence.replaceAll('FILE', file));
});

test('says in a sentence that there is no such module', async () => {
  await expect(findWorkflow(moduleReference('./nowhere.ts'))).rejects.toThrow(
    'There is no file ./nowhere.ts.',
  );
});

function moduleReference(given: string): WorkflowReference {
  const reference = definitionReference(given);
  if (reference.from !== 'module') throw new Error(`${given} is read as a ${reference.from}.`);
  return reference;
}
