import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, extname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { CommandError } from '../failure.ts';
import type { PastReference } from './definition-reference.ts';

/**
 * Definitions as they were at a commit. A file is read out of git. A workflow is emitted from all the sources of that
 * commit, laid out in a temporary folder beside the packages of today, by a process of its own; the work tree and the
 * index stay as they are. As git has it, paths count from the top of the repository unless they begin with a dot.
 */
export async function readPastText({ given, revision, of }: PastReference): Promise<string> {
  const commit = (await git(['rev-list', '--max-count=1', revision, '--'])).trim();
  if (of.from === 'file') return git(['show', `${revision}:${of.path}`]);
  const repository = (await git(['rev-parse', '--show-toplevel'])).trim();
  const module = of.from === 'module' ? await pathAt(revision, of.path) : undefined;
  return withTemporaryFolder(async (folder) => {
    const tree = await layOut(commit, repository, folder);
    linkPackages(repository, tree, module === undefined ? '.' : dirname(module));
    const word = of.from === 'module' ? `./${module}${suffix(of.exportName)}` : of.name;
    return emitIn(tree, word, given);
  });
}

/** From the top of the repository, where git makes sure that there is such a file. */
async function pathAt(revision: string, path: string): Promise<string> {
  await git(['cat-file', '-e', `${revision}:${path}`]);
  const prefix = /^\.\.?\//.test(path) ? (await git(['rev-parse', '--show-prefix'])).trim() : '';
  return normalize(join(prefix, path)).replaceAll('\\', '/');
}

function suffix(exportName: string | undefined): string {
  return exportName === undefined ? '' : `#${exportName}`;
}

/** Through an index of its own, so that neither the user's index nor a hook notices. */
async function layOut(commit: string, repository: string, folder: string): Promise<string> {
  const environment = { GIT_INDEX_FILE: join(folder, 'index') };
  const tree = join(folder, 'tree');
  await git(['-C', repository, 'read-tree', commit], environment);
  await git(['-C', repository, 'checkout-index', '--all', `--prefix=${tree}/`], environment);
  return tree;
}

/** Every node_modules that the module would find on its way up to the top of the repository. */
function linkPackages(repository: string, tree: string, from: string): void {
  for (let folder = from; ; folder = dirname(folder)) {
    const packages = join(repository, folder, 'node_modules');
    const link = join(tree, folder, 'node_modules');
    if (existsSync(packages) && !existsSync(link)) symlinkSync(packages, link, 'junction');
    if (folder === '.') return;
  }
}

const emitMsMax = 60_000;

/**
 * Stateyard's own sources bring their own command, whose builder fits them; everybody else's are emitted by this one,
 * which finds the same packages as they do.
 */
async function emitIn(tree: string, word: string, given: string): Promise<string> {
  const theirs = join(tree, 'local/cli/stateyard.js');
  const isOwn = existsSync(theirs);
  if (!isOwn && /^\w+$/.test(word)) {
    throw new CommandError(
      `'${word}' is a workflow of Stateyard itself, which has no past in this repository. ` +
        'One of your own is COMMIT:file.ts#export.',
    );
  }
  const ours = join(import.meta.dirname, `../main${extname(import.meta.filename)}`);
  const env = { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' };
  const options = { cwd: tree, env, timeout: emitMsMax, maxBuffer: outputBytesMax };
  try {
    return (await run(process.execPath, [isOwn ? theirs : ours, 'emit', word], options)).stdout;
  } catch (error) {
    throw new CommandError(`${given} cannot be emitted: ${reasonOf(error, emitMsMax)}`);
  }
}

const run = promisify(execFile);
const gitMsMax = 30_000;
const outputBytesMax = 16 * 1_048_576;

async function git(given: readonly string[], environment: object = {}): Promise<string> {
  const env = { ...process.env, ...environment };
  try {
    return (await run('git', [...given], { env, timeout: gitMsMax, maxBuffer: outputBytesMax })).stdout;
  } catch (error) {
    throw new CommandError(`git: ${reasonOf(error, gitMsMax).replace(/^fatal: /, '')}`);
  }
}

interface ProcessFailure {
  readonly code?: number | string;
  readonly killed?: boolean;
  readonly stderr?: string;
  readonly message: string;
}

function reasonOf(error: unknown, msMax: number): string {
  const { code, killed, stderr, message } = error as ProcessFailure;
  if (code === 'ENOENT') return 'there is no such program here.';
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return `it printed more than ${outputBytesMax} bytes.`;
  if (killed === true) return `it took more than ${msMax / 1_000} seconds.`;
  return stderr?.trim() || message;
}

/** The folder goes when `use` is done, and also when Ctrl-C ends the command. */
async function withTemporaryFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'stateyard-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const stop = () => {
    remove();
    process.exit(130);
  };
  process.once('SIGINT', stop);
  try {
    return await use(folder);
  } finally {
    process.off('SIGINT', stop);
    remove();
  }
}
