import { existsSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Workflow } from '../../../asl/builder/workflow.ts';
import type { Definition, QueryLanguage } from '../../../asl/definition.ts';
import { CommandError } from '../failure.ts';
import type { WorkflowReference } from './definition-reference.ts';

/** A workflow, and the word by which the user can call it. */
export interface FoundWorkflow {
  readonly word: string;
  readonly workflow: Workflow;
}

/** Where a project keeps its workflows, seen from where the command runs. */
const projectFolder = 'workflows';

/** The workflows of the project, by name: those of its folder, or where it has none those that Stateyard ships. */
export async function projectWorkflows(): Promise<readonly FoundWorkflow[]> {
  if (!existsSync(projectFolder)) {
    const shipped = await import('../dev/project.ts');
    return shipped.projectWorkflows.map((workflow) => ({ word: workflow.name, workflow }));
  }
  const found: FoundWorkflow[] = [];
  for (const path of projectModules()) found.push(...(await exportedWorkflows(path)));
  if (found.length === 0) {
    throw new CommandError(
      `No module in the folder ${projectFolder} exports a workflow. Export one from there, or name a module: ./file.ts.`,
    );
  }
  return byName(each(found));
}

/** The folder's index says what is public, if it has one; otherwise every module of it is. */
function projectModules(): readonly string[] {
  const modules = readdirSync(projectFolder)
    .filter((file) => /\.[cm]?[jt]s$/.test(file) && !/\.(d|test|spec)\.[cm]?[jt]s$/.test(file))
    .toSorted();
  const index = modules.find((file) => file.startsWith('index.'));
  return (index === undefined ? modules : [index]).map((file) => join(projectFolder, file));
}

/** Commands call a workflow of the project by its name, so that name must be its own. */
function byName(found: readonly FoundWorkflow[]): readonly FoundWorkflow[] {
  const words = new Map<string, string>();
  return found.map(({ word, workflow }) => {
    const other = words.get(workflow.name);
    if (other !== undefined) {
      throw new CommandError(`Two workflows are named ${workflow.name}: ${other} and ${word}. Rename one.`);
    }
    words.set(workflow.name, word);
    return { word: workflow.name, workflow };
  });
}

/** All that a reference may mean: one workflow, or every one that a module exports. Never none. */
export async function findWorkflows(reference: WorkflowReference): Promise<readonly FoundWorkflow[]> {
  if (reference.from === 'module') return inModule(reference.path, reference.exportName);
  const all = await projectWorkflows();
  const found = all.filter(({ word }) => word === reference.name);
  if (found.length > 0) return found;
  throw new CommandError(
    `There is no workflow '${reference.name}'. There are: ${listed(all)}. ` +
      `One of another module is ./file.ts or ./file.ts#export; a file without an ending is ./${reference.name}.`,
  );
}

/** For what can only be done with one. */
export async function findWorkflow(reference: WorkflowReference): Promise<FoundWorkflow> {
  const [first, ...others] = await findWorkflows(reference);
  if (first !== undefined && others.length === 0) return first;
  throw new CommandError(
    `${reference.given} exports ${others.length + 1} workflows. Choose one: ` +
      `${listed(await findWorkflows(reference))}.`,
  );
}

/** What a workflow lacks to be emitted is its author's business, not a defect of ours. */
export async function emitWorkflow(workflow: Workflow, queryLanguage: QueryLanguage): Promise<Definition> {
  const { emit } = await import('../../../asl/builder/emit/emit.ts');
  try {
    return emit(workflow, { queryLanguage });
  } catch (error) {
    throw isAuthoringError(error) ? new CommandError(error.message) : error;
  }
}

async function inModule(path: string, exportName: string | undefined): Promise<readonly FoundWorkflow[]> {
  const all = await exportedWorkflows(path);
  const found =
    exportName === undefined ? each(all) : all.filter(({ word }) => word === `${path}#${exportName}`);
  if (found.length > 0) return found;
  if (all.length === 0) {
    throw new CommandError(`${path} exports no workflow. Write: export const name = workflow('Name', …).`);
  }
  throw new CommandError(`${path} exports no workflow '${exportName}'. There are: ${listed(all)}.`);
}

/** Under each name that it is exported by. */
async function exportedWorkflows(path: string): Promise<readonly FoundWorkflow[]> {
  const exported = Object.entries(await load(path));
  return exported
    .filter((entry): entry is [string, Workflow] => isWorkflow(entry[1]))
    .map(([name, workflow]) => ({ word: `${path}#${name}`, workflow }));
}

/** A workflow may be exported under several names. */
function each(found: readonly FoundWorkflow[]): readonly FoundWorkflow[] {
  return [...new Map(found.toReversed().map((one) => [one.workflow, one])).values()].toReversed();
}

/** Node's own ten do not always reach from the inside of the builder to the author's line. */
const STACK_FRAMES = 100;

/**
 * A module that does not load is its author's to mend. Of a mistake in a workflow they read the sentence and the line
 * of theirs; of all else what Node says about it.
 */
async function load(path: string): Promise<object> {
  if (!existsSync(path)) throw new CommandError(`There is no file ${path}.`);
  const usual = Error.stackTraceLimit;
  Error.stackTraceLimit = STACK_FRAMES;
  try {
    return (await import(pathToFileURL(resolve(path)).href)) as object;
  } catch (error) {
    if (isAuthoringError(error)) throw new CommandError(`${authorsLine(error) ?? path}: ${error.message}`);
    throw new CommandError(`${path} cannot be loaded:\n${whereAndWhy(error)}`);
  } finally {
    Error.stackTraceLimit = usual;
  }
}

/** Without the places within Node. */
function whereAndWhy(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const lines = (error.stack ?? error.message).split('\n');
  return lines.filter((line) => !/^\s+at .*\bnode:/.test(line)).join('\n');
}

/** By its name: a user's module may have another copy of the builder than this command. */
function isAuthoringError(error: unknown): error is Error {
  return error instanceof Error && error.name === 'AuthoringError';
}

/** Where the author called the builder: the innermost place outside it, as `orders.ts:12:5`. */
function authorsLine({ stack = '' }: Error): string | undefined {
  const places = [...stack.matchAll(/^\s+at (?:.*\()?(?!node:)(\S+?):(\d+:\d+)\)?$/gm)];
  const [, file, position] = places.find(([, path]) => !path?.includes('/asl/builder/')) ?? [];
  if (file === undefined) return undefined;
  return `${relative('', file.startsWith('file:') ? fileURLToPath(file) : file)}:${position}`;
}

/** By its shape: a user's module may have another copy of the builder than this command. */
function isWorkflow(value: unknown): value is Workflow {
  return typeof value === 'object' && value !== null && 'root' in value && 'inputSource' in value;
}

function listed(workflows: readonly FoundWorkflow[]): string {
  return workflows.map(({ word }) => word).join(', ');
}
