import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TaskDefinition } from '../../asl/builder/task-definition.ts';

/** Where a task stands: what a bundle of its function begins with. */
export interface TaskPlace {
  readonly file: string;
  readonly exportName: string;
}

/** Every task that a module of the folders exports. Modules without `defineTask` in them are not loaded. */
export async function findTasks(folders: readonly string[]): Promise<ReadonlyMap<TaskDefinition, TaskPlace>> {
  const listed = await Promise.all(folders.map(sourceFiles));
  const found = await Promise.all(listed.flat().map(tasksOf));
  return new Map(found.flat());
}

/** Below the folder, save for what is installed, built or hidden. */
async function sourceFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = entries.map(async (entry) => {
    const path = resolve(folder, entry.name);
    if (entry.isDirectory()) return isForeign(entry.name) ? [] : sourceFiles(path);
    return /(?<!\.d)\.[mc]?[jt]s$/.test(entry.name) ? [path] : [];
  });
  return (await Promise.all(found)).flat().toSorted();
}

function isForeign(folderName: string): boolean {
  return folderName.startsWith('.') || ['node_modules', 'cdk.out', 'dist'].includes(folderName);
}

async function tasksOf(file: string): Promise<readonly (readonly [TaskDefinition, TaskPlace])[]> {
  if (!/\bdefineTask\(/.test(await readFile(file, 'utf8'))) return [];
  const module = (await import(pathToFileURL(file).href)) as { readonly [exportName: string]: unknown };
  return Object.entries(module)
    .filter((entry): entry is [string, TaskDefinition] => isTask(entry[1]))
    .map(([exportName, task]) => [task, { file, exportName }]);
}

function isTask(value: unknown): boolean {
  return typeof value === 'function' && 'handler' in value && 'input' in value && 'output' in value;
}
