import type { ValidateOptions } from '../../asl/validate/validate.ts';
import { definitionReference, type DefinitionReference } from './definition/definition-reference.ts';
import { type DefinitionText, readTexts } from './definition/read-definition.ts';
import type { Environment } from './environment.ts';
import { CommandError } from './failure.ts';
import { oneOf, readFlags, UsageError } from './flags.ts';
import {
  type FileReport,
  isUnreadable,
  reportAsJson,
  reportInWords,
  unreadable,
} from './validation-report.ts';

export interface ValidateCommand {
  readonly type: 'validate';
  readonly definitions: readonly DefinitionReference[];
  /** What all of them are created as; without it what each workflow says, and STANDARD for files. */
  readonly machineType: ValidateOptions['type'] | undefined;
  readonly json: boolean;
}

export function parseValidate(given: readonly string[], _environment: Environment): ValidateCommand {
  const flags = readFlags(given, { type: 'value', json: 'switch' }, Number.POSITIVE_INFINITY);
  const { positionals } = flags;
  if (positionals.length === 0)
    throw new UsageError('validate needs files or workflows; - is the standard input.');
  if (positionals.filter((word) => word === '-').length > 1) {
    throw new UsageError('The standard input can be read only once.');
  }
  return {
    type: 'validate',
    definitions: positionals.map(definitionReference),
    machineType: oneOf('--type', flags.value('type'), ['STANDARD', 'EXPRESS']),
    json: flags.has('json'),
  };
}

/** Exit code 1 when there is an error in one of the definitions, or when one cannot be read; warnings are none. */
export async function validateCommand(command: ValidateCommand): Promise<number> {
  const reports: FileReport[] = [];
  for (const definition of command.definitions) reports.push(...(await reportsOn(definition, command)));
  if (command.json) console.log(reportAsJson(reports));
  else tell(reports);
  const failed = reports.some(({ diagnostics }) => diagnostics.some(({ severity }) => severity === 'ERROR'));
  return failed ? 1 : 0;
}

async function reportsOn(definition: DefinitionReference, command: ValidateCommand) {
  try {
    const texts = await readTexts(definition);
    return await Promise.all(texts.map((text) => judge(text, command)));
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return [unreadable(definition.given, error.message)];
  }
}

/** What cannot be read is no definition to report on, but a mistake in what was asked. */
function tell(reports: readonly FileReport[]): void {
  const { readable = [], unread = [] } = Object.groupBy(reports, (report) =>
    isUnreadable(report) ? 'unread' : 'readable',
  );
  for (const { diagnostics } of unread) console.error(diagnostics.map(({ message }) => message).join('\n'));
  if (readable.length > 0) console.log(reportInWords(readable));
}

async function judge({ name, text, type }: DefinitionText, command: ValidateCommand): Promise<FileReport> {
  const { validate } = await import('../../asl/validate/validate.ts');
  return { file: name, diagnostics: validate(text, { type: command.machineType ?? type ?? 'STANDARD' }) };
}
