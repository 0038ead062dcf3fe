import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Metafile } from 'esbuild';
import type { PackedPackage } from './native-packages.ts';

type Outputs = Metafile['outputs'];

/** An entry and every chunk that it needs, directly or not; and the packages that it leaves outside. */
export interface Reachable {
  readonly outputs: readonly string[];
  readonly packages: readonly string[];
}

export function reachableFrom(entry: string, outputs: Outputs): Reachable {
  const found = new Set([entry]);
  const packages = new Set<string>();
  for (const output of found) {
    for (const { path, external } of outputs[output]?.imports ?? []) (external ? packages : found).add(path);
  }
  return { outputs: [...found], packages: [...packages] };
}

/** What one function is deployed with, and nothing of what only others need. */
export function fillFolder(folder: string, { outputs: wanted }: Reachable, outputs: Outputs): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (name !== 'node_modules') rmSync(join(folder, name));
  for (const output of wanted) {
    copyFileSync(output, join(folder, basename(output)));
    if (hasOwnSource(output, outputs)) copyFileSync(`${output}.map`, join(folder, `${basename(output)}.map`));
  }
}

/** Source maps of packages are ten times as large as those of tasks, and nobody looks there. */
function hasOwnSource(output: string, outputs: Outputs): boolean {
  return Object.keys(outputs[output]?.inputs ?? {}).some((input) => !input.includes('node_modules/'));
}

/** Puts a package with a binary beside the code that imports it. */
export function addPackage(folder: string, { folder: packed, identity }: PackedPackage): void {
  const mark = join(folder, 'node_modules', `.${identity}`);
  if (existsSync(mark)) return;
  cpSync(packed, join(folder, 'node_modules'), { recursive: true });
  mkdirSync(mark);
}
