import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Definition } from '../../asl/definition.ts';
import { validate } from '../../asl/validate/validate.ts';
import { run } from '../support/run.ts';

/** The examples of docs/authoring.md, compiled and emitted as a user's module is. */

const page = readFileSync('docs/authoring.md', 'utf8');
const blocks = [...page.matchAll(/^```(ts|json)\n(.*?)^```$/gms)].map(([, language, text = '']) => ({
  language,
  text,
}));

/** Each example of ASL with the name of the last workflow before it. */
const examples = blocks.flatMap(({ language, text }, index) => {
  if (language !== 'json') return [];
  const name = [...(blocks[index - 1]?.text ?? '').matchAll(/workflow\('(\w+)'/g)].at(-1)?.[1] ?? '';
  return [{ name, states: JSON.parse(text) as object }];
});

const folder = mkdtempSync(join(tmpdir(), 'stateyard-authoring-'));
const definitions = new Map<string, Definition>();

beforeAll(async () => {
  const source = blocks.filter(({ language }) => language === 'ts').map(({ text }) => text);
  const module = source.join('\n').replace("from 'stateyard'", `from '${resolve('asl/index.ts')}'`);
  const compilerOptions = { noUnusedLocals: false };
  const project = { extends: resolve('tsconfig.json'), include: ['examples.ts'], compilerOptions };
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(project));
  writeFileSync(join(folder, 'examples.ts'), module);
  const { code, stdout, stderr } = await stateyard('emit', join(folder, 'examples.ts'), '--all');
  if (code !== 0) throw new Error(stderr);
  for (const [name, definition] of Object.entries(JSON.parse(stdout))) {
    definitions.set(name, definition as Definition);
  }
}, 30_000);

afterAll(() => rmSync(folder, { recursive: true }));

const stateyard = (...given: string[]) => run(process.execPath, ['local/cli/stateyard.js', ...given]);

test('compiles, and its mistakes do not', async () => {
  const { stdout } = await run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', folder]);
  expect(stdout).toBe('');
}, 30_000);

test('shows the ASL of a dozen workflows', () => {
  expect(examples.length).toBeGreaterThanOrEqual(12);
  expect(examples.map(({ name }) => name).filter((name) => !definitions.has(name))).toEqual([]);
});

describe('the ASL shown', () => {
  test.each(examples)('is what $name becomes', ({ name, states }) => {
    expect(definitions.get(name)?.States).toMatchObject(states);
  });

  test.each(examples)('has nothing wrong in $name', ({ name }) => {
    const errors = validate(definitions.get(name)).filter(({ severity }) => severity === 'ERROR');
    expect(errors).toEqual([]);
  });
});

test('names every export of the builder that makes a state', () => {
  const entry = readFileSync('asl/index.ts', 'utf8');
  const constructs = [
    ...entry.matchAll(/export \{([^}]*)\} from '\.\/builder\/(?:states\/[\w-]+|operators)\.ts'/g),
  ]
    .flatMap(([, names = '']) => names.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '));
  expect(constructs.length).toBeGreaterThan(60);
  expect(constructs.filter((name) => !new RegExp(`\\b${name}\\b`).test(page))).toEqual([]);
});
