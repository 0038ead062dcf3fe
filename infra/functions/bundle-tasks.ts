import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { build, type BuildOptions, type Metafile } from 'esbuild';
import type { TaskDefinition } from '../../asl/builder/task-definition.ts';
import { findTasks } from './find-tasks.ts';
import { nativePackages, packNative, type Architecture, type PackedPackage } from './native-packages.ts';

/** The code of many tasks, ready for Lambda: a folder for each. */
export interface TaskBundle {
  readonly architecture: Architecture;
  /** Throws where no module of the bundled folders exports the task. */
  readonly codeOf: (task: TaskDefinition) => TaskCode;
}

export interface TaskCode {
  readonly folder: string;
  /** For Lambda: `index.chargeCard`, as the task itself is the handler. */
  readonly handler: string;
  /** Packages with a binary that could not be fetched for the architecture: the code does not run without them. */
  readonly missingPackages: readonly string[];
}

export interface BundleSettings {
  readonly architecture?: Architecture;
  /** Where the code is put. Its path stands in source maps, so it is best inside of the project. */
  readonly into?: string;
}

/**
 * Bundles every task that the modules of these folders export, in one call of esbuild: dozens of functions take less
 * than a second, where a call for each would take a third of a second a function.
 */
export async function bundleTasks(
  folders: readonly string[],
  { architecture = 'arm64', into = '.stateyard/functions' }: BundleSettings = {},
): Promise<TaskBundle> {
  const places = await findTasks(folders);
  const files = new Set([...places.values()].map(({ file }) => file));
  const entryPoints = [...files].map(entryOf);
  const { metafile } = await build({ ...lambdaFormat, metafile: true, outdir: into, entryPoints });
  const missing = packNatives(metafile, { architecture, into });
  const codeOf = (task: TaskDefinition): TaskCode => {
    const { file, exportName } = places.get(task) ?? refuse(task, folders);
    const folder = resolve(into, nameOf(file));
    return { folder, handler: `index.${exportName}`, missingPackages: missing.get(folder) ?? [] };
  };
  return { architecture, codeOf };
}

/** Node's Lambda runtime takes ES modules; CommonJS packages inside of them still ask for `require`. */
const lambdaFormat = {
  bundle: true,
  minify: true,
  keepNames: true,
  sourcemap: true,
  sourcesContent: false,
  legalComments: 'none',
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  outExtension: { '.js': '.mjs' },
  external: [...nativePackages],
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
} satisfies BuildOptions;

function entryOf(file: string): { readonly in: string; readonly out: string } {
  return { in: file, out: join(nameOf(file), 'index') };
}

/** `tasks/checkout/charge-card.ts` is `tasks-checkout-charge-card`: no two files of a project have the same. */
function nameOf(file: string): string {
  const path = relative(process.cwd(), file);
  return join(dirname(path), basename(path, extname(path))).replaceAll(/[^\w-]+/g, '-');
}

/** Puts packages with a binary beside the code that imports them; tells of those that could not be had. */
function packNatives(
  { outputs }: Metafile,
  { architecture, into }: Required<BundleSettings>,
): ReadonlyMap<string, readonly string[]> {
  const missing = new Map<string, string[]>();
  for (const [output, { imports }] of Object.entries(outputs)) {
    const folder = resolve(dirname(output));
    for (const name of nativePackages.filter((native) => imports.some(({ path }) => path === native))) {
      const packed = packNative(name, { architecture, cache: resolve(into, '../packages') });
      if (packed === undefined) missing.set(folder, [...(missing.get(folder) ?? []), name]);
      else copyOnce(packed, folder);
    }
  }
  return missing;
}

function copyOnce({ folder, identity }: PackedPackage, into: string): void {
  const mark = join(into, 'node_modules', `.${identity}`);
  if (existsSync(mark)) return;
  cpSync(folder, join(into, 'node_modules'), { recursive: true });
  mkdirSync(mark);
}

function refuse(task: TaskDefinition, folders: readonly string[]): never {
  throw new Error(
    `The function of ${task.name} cannot be bundled: export the task from a module in ${folders.join(' or ')}.`,
  );
}
