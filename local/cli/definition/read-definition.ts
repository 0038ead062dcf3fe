import { readFileSync } from 'node:fs';
import type { JsonObject } from '../../../asl/json.ts';
import { CommandError } from '../failure.ts';
import type { DefinitionReference, FileReference, PastReference } from './definition-reference.ts';
import { plainMessage } from './plain-message.ts';

/** ASL as text, judged by nobody yet. */
export interface DefinitionText {
  /** What to call it in front of the user. */
  readonly name: string;
  readonly text: string;
  /** What a workflow says that it is; a file says nothing. */
  readonly type?: 'STANDARD' | 'EXPRESS';
}

/** One text for a file, one for each workflow that a module exports. */
export async function readTexts(reference: DefinitionReference): Promise<readonly DefinitionText[]> {
  if (isFile(reference)) return [{ name: reference.given, text: readFile(reference) }];
  const { emitWorkflow, findWorkflows } = await import('./workflows.ts');
  const found = await findWorkflows(reference);
  return Promise.all(
    found.map(async ({ word, workflow }) => {
      const text = JSON.stringify(await emitWorkflow(workflow, 'JSONata'));
      return { name: word, text, type: workflow.type };
    }),
  );
}

/** One definition as a value, valid or not: an object of a bearable size that begins like one is all that is asked. */
export async function readDefinition(reference: DefinitionReference | PastReference): Promise<JsonObject> {
  const text = await readText(reference);
  const { readDefinition: read } = await import('../../../asl/validate/read-definition.ts');
  const { definition, diagnostics } = read(text);
  if (definition !== undefined && ('States' in definition || 'StartAt' in definition)) return definition;
  if (definition !== undefined) {
    throw new CommandError(`${reference.given} holds no definition: it has neither StartAt nor States.`);
  }
  throw new CommandError(
    `${reference.given} holds no definition: ${diagnostics.map(plainMessage).join('; ')}.`,
  );
}

async function readText(reference: DefinitionReference | PastReference): Promise<string> {
  if (reference.from === 'commit') return (await import('./past.ts')).readPastText(reference);
  if (isFile(reference)) return readFile(reference);
  const { emitWorkflow, findWorkflow } = await import('./workflows.ts');
  const { workflow } = await findWorkflow(reference);
  return JSON.stringify(await emitWorkflow(workflow, 'JSONata'));
}

function isFile(reference: DefinitionReference): reference is FileReference {
  return reference.from === 'file' || reference.from === 'standardInput';
}

function readFile(reference: FileReference): string {
  const [file, name] =
    reference.from === 'file' ? [reference.path, reference.path] : [0, 'the standard input'];
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new CommandError(unreadable(name, error as NodeJS.ErrnoException));
  }
}

function unreadable(name: string, { code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return `There is no file ${name}.`;
  if (code === 'EISDIR') return `${name} is a folder: name the files in it, such as ${name}/*.asl.json.`;
  return `Cannot read ${name}: ${message}.`;
}
