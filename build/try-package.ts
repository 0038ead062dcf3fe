import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * `node build/try-package.ts`: the package in a user's project. Packs it, puts it into an empty project beside the packages
 * of this checkout, compiles a workflow against its types, and runs its commands. Throws at what does not work.
 */
const project = mkdtempSync(join(tmpdir(), 'stateyard-package-'));

const program = `
import { defineTask, invoke, workflow } from 'stateyard';
import { serve } from 'stateyard/local';
import { imageRecognition } from 'stateyard/patterns';
import { z } from 'zod';

const Person = z.object({ name: z.string() });
const greet = defineTask('Greet', { input: Person, output: z.string(), handler: ({ name }) => 'Hello, ' + name });
export const hello = workflow('Hello', { input: Person, timeoutSeconds: 60 }, (person) => invoke(greet, person));
export const entries = [serve, imageRecognition.name];
`;

const compilerOptions = { target: 'es2024', module: 'nodenext', strict: true, noEmit: true, types: ['node'] };

const [packed = ''] = output('npm', ['pack', '--silent', '--pack-destination', project]).split('\n');
const installed = join(project, 'node_modules/stateyard');
mkdirSync(installed, { recursive: true });
for (const name of readdirSync('node_modules')) {
  symlinkSync(resolve('node_modules', name), join(project, 'node_modules', name));
}
execFileSync('tar', ['xzf', join(project, packed), '--strip-components', '1', '-C', installed]);
writeFileSync(join(project, 'package.json'), JSON.stringify({ type: 'module' }));
writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
writeFileSync(join(project, 'hello.ts'), program);

const stateyard = (...given: readonly string[]) =>
  output(process.execPath, ['node_modules/stateyard/local/cli/stateyard.js', ...given], project);
output(process.execPath, [resolve('node_modules/typescript/bin/tsc')], project);
expectIn(stateyard('emit', './hello.ts'), '"StartAt": "Greet"');
expectIn(stateyard('validate', './hello.ts'), 'no errors');
expectIn(stateyard('graph', './hello.ts', '--format', 'svg'), '</svg>');
expectIn(stateyard('start', './hello.ts', '--input', '{"name":"Ada"}'), 'Hello, Ada');
expectIn(stateyard('dev', '--samples', '--once'), 'harbour-at-dawn.jpg');
rmSync(project, { recursive: true });
console.log(`${packed} works in a project of its own.`);

function output(program: string, given: readonly string[], cwd = '.'): string {
  return execFileSync(program, given, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

function expectIn(text: string, expected: string): void {
  if (!text.includes(expected)) throw new Error(`There is no ${expected} in:\n${text}`);
}
