import { join } from 'node:path';
import type { Definition, QueryLanguage } from '../../asl/definition.ts';
import { definitionReference, type WorkflowReference } from './definition/definition-reference.ts';
import type { Environment } from './environment.ts';
import { CommandError } from './failure.ts';
import { oneOf, readFlags, UsageError } from './flags.ts';
import { makeFolder } from './make-folder.ts';
import { writeFile } from './output.ts';

export interface EmitCommand {
  readonly type: 'emit';
  /** Nothing for the workflows that Stateyard brings, all of them. */
  readonly workflow: WorkflowReference | undefined;
  /** Of a module, every workflow that it exports. */
  readonly all: boolean;
  readonly queryLanguage: QueryLanguage;
  /** The folder to write into; without it the standard output. */
  readonly outFolder: string | undefined;
}

const allowed = { all: 'switch', 'query-language': 'value', out: 'value' } as const;

export function parseEmit(given: readonly string[], _environment: Environment): EmitCommand {
  const flags = readFlags(given, allowed, 1);
  const [word] = flags.positionals;
  const all = flags.has('all');
  if (word === undefined && !all) throw new UsageError('emit needs a workflow, or --all.');
  const outFolder = flags.value('out');
  if (outFolder === '') throw new UsageError('--out needs a folder.');
  return {
    type: 'emit',
    workflow: word === undefined ? undefined : workflowReference(word),
    all,
    queryLanguage:
      oneOf('--query-language', flags.value('query-language'), ['JSONata', 'JSONPath']) ?? 'JSONata',
    outFolder,
  };
}

function workflowReference(word: string): WorkflowReference {
  const reference = definitionReference(word);
  if (reference.from === 'project' || reference.from === 'module') return reference;
  throw new UsageError(`'${word}' is no workflow: write its name, or file.ts#export.`);
}

/** One definition, or with `--all` one object of them by name; with `--out` a file for each. */
export async function emitCommand(command: EmitCommand): Promise<number> {
  const definitions = await emitAll(command);
  if (command.outFolder !== undefined) writeAll(definitions, command.outFolder);
  else console.log(pretty(command.all ? Object.fromEntries(definitions) : definitions.values().next().value));
  return 0;
}

async function emitAll(command: EmitCommand): Promise<ReadonlyMap<string, Definition>> {
  const { emitWorkflow } = await import('./definition/workflows.ts');
  const definitions = new Map<string, Definition>();
  for (const { word, workflow } of await chosen(command)) {
    if (definitions.has(workflow.name)) {
      throw new CommandError(`${word} is named ${workflow.name}, as another workflow beside it is.`);
    }
    definitions.set(workflow.name, await emitWorkflow(workflow, command.queryLanguage));
  }
  return definitions;
}

async function chosen({ workflow, all }: EmitCommand) {
  const { findWorkflow, findWorkflows, projectWorkflows } = await import('./definition/workflows.ts');
  if (workflow === undefined) return projectWorkflows();
  return all ? findWorkflows(workflow) : [await findWorkflow(workflow)];
}

function writeAll(definitions: ReadonlyMap<string, Definition>, folder: string): void {
  try {
    makeFolder(folder);
  } catch (error) {
    throw new CommandError(`Cannot make the folder ${folder}: ${(error as Error).message}.`);
  }
  for (const [name, definition] of definitions) {
    writeFile(join(folder, `${name}.asl.json`), `${pretty(definition)}\n`);
  }
}

function pretty(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
