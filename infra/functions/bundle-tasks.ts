import { rmSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { build, type BuildOptions, type Metafile } from 'esbuild';
import type { TaskDefinition } from '../../asl/builder/task-definition.ts';
import { findTasks } from './find-tasks.ts';
import { addPackage, fillFolder, reachableFrom } from './function-folder.ts';
import { type Architecture, type NativePackage, nativePackages, packNative } from './native-packages.ts';

/** The code of many tasks, ready for Lambda: a folder for each. */
export interface TaskBundle {
  readonly architecture: Architecture;
  /** Throws where no module of the bundled folders exports the task. */
  readonly codeOf: (task: TaskDefinition) => TaskCode;
}

export interface TaskCode {
  readonly folder: string;
  /** For Lambda: `tasks-checkout-charge-card.chargeCard`, as the task itself is the handler. */
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
 * Bundles every task that the modules of these folders export, in one call of esbuild that reads each module once: a call
 * for each function would take a third of a second a function.
 */
export async function bundleTasks(
  folders: readonly string[],
  { architecture = 'arm64', into = '.stateyard/functions' }: BundleSettings = {},
): Promise<TaskBundle> {
  const places = await findTasks(folders);
  const files = [...new Set([...places.values()].map(({ file }) => file))];
  const entryPoints = files.map((file) => ({ in: file, out: nameOf(file) }));
  const outdir = join(into, 'all');
  rmSync(outdir, { recursive: true, force: true });
  const { metafile } = await build({ ...lambdaFormat, metafile: true, outdir, entryPoints });
  const settings = { architecture, into };
  const missing = new Map(files.map((file) => [file, functionFolder(file, metafile, settings)]));
  const codeOf = (task: TaskDefinition): TaskCode => {
    const { file, exportName } = places.get(task) ?? refuse(task, folders);
    const folder = resolve(into, nameOf(file));
    return { folder, handler: `${nameOf(file)}.${exportName}`, missingPackages: missing.get(file) ?? [] };
  };
  return { architecture, codeOf };
}

/** Node's Lambda runtime takes ES modules; CommonJS packages inside of them still ask for `require`. */
const lambdaFormat = {
  bundle: true,
  splitting: true,
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
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
} satisfies BuildOptions;

/** `tasks/checkout/charge-card.ts` is `tasks-checkout-charge-card`: no two files of a project have the same. */
function nameOf(file: string): string {
  const path = relative(process.cwd(), file);
  return join(dirname(path), basename(path, extname(path))).replaceAll(/[^\w-]+/g, '-');
}

/** Makes the folder of a file's functions; says which packages could not be had for it. */
function functionFolder(
  file: string,
  { outputs }: Metafile,
  { architecture, into }: Required<BundleSettings>,
): readonly NativePackage[] {
  const name = nameOf(file);
  const folder = join(into, name);
  const entry = relative(process.cwd(), resolve(into, 'all', `${name}.mjs`));
  const reachable = reachableFrom(entry, outputs);
  fillFolder(folder, reachable, outputs);
  return nativePackages.filter((native) => {
    if (!reachable.packages.includes(native)) return false;
    const packed = packNative(native, { architecture, cache: resolve(into, '../packages') });
    if (packed !== undefined) addPackage(folder, packed);
    return packed === undefined;
  });
}

function refuse(task: TaskDefinition, folders: readonly string[]): never {
  throw new Error(
    `The function of ${task.name} cannot be bundled: export the task from a module in ${folders.join(' or ')}.`,
  );
}
