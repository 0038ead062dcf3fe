import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
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

/** The workflows that Stateyard itself brings. */
export async function projectWorkflows(): Promise<readonly FoundWorkflow[]> {
  const project = await import('../dev/project.ts');
  return project.projectWorkflows.map((workflow) => ({ word: workflow.name, workflow }));
}

/** All that a reference may mean: one workflow, or every one that a module exports. Never none. */
export async function findWorkflows(reference: WorkflowReference): Promise<readonly FoundWorkflow[]> {
  if (reference.from === 'module') return inModule(reference.path, reference.exportName);
  const all = await projectWorkflows();
  const found = all.filter(({ word }) => word === reference.name);
  if (found.length > 0) return found;
  throw new CommandError(
    `There is no workflow '${reference.name}'. There are: ${listed(all)}. ` +
      `One of your own is file.ts#export; a file without an ending is ./${reference.name}.`,
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
  const exported = await load(path);
  const workflows = Object.entries(exported).filter((entry): entry is [string, Workflow] =>
    isWorkflow(entry[1]),
  );
  const all = workflows.map(([name, workflow]) => ({ name, word: `${path}#${name}`, workflow }));
  const found = exportName === undefined ? each(all) : all.filter(({ name }) => name === exportName);
  if (found.length > 0) return found;
  if (all.length === 0) throw new CommandError(`${path} exports no workflow.`);
  throw new CommandError(`${path} exports no workflow '${exportName}'. There are: ${listed(all)}.`);
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
  Error.stackTraceLimit = STACK_FRAMES;
  try {
    return (await import(pathToFileURL(resolve(path)).href)) as object;
  } catch (error) {
    if (isAuthoringError(error)) throw new CommandError(`${authorsLine(error) ?? path}: ${error.message}`);
    throw new CommandError(`${path} cannot be loaded:\n${whereAndWhy(error)}`);
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
