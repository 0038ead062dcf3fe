import { type HelpCommand, parseHelp } from './command-help.ts';
import { type DescribeCommand, parseDescribe } from './command-describe.ts';
import { type DevCommand, parseDev } from './command-dev.ts';
import { type DevAssemblyCommand, parseDevAssembly } from './command-dev-assembly.ts';
import { type DiffCommand, parseDiff } from './command-diff.ts';
import { type EmitCommand, parseEmit } from './command-emit.ts';
import { type GraphCommand, parseGraph } from './command-graph.ts';
import { type HistoryCommand, parseHistory } from './command-history.ts';
import { type LambdaCommand, parseLambda } from './command-lambda.ts';
import { type ListCommand, parseList } from './command-list.ts';
import { type LocalCommand, parseLocal } from './command-local.ts';
import { parseRedrive, type RedriveCommand } from './command-redrive.ts';
import { parseRespond, type RespondCommand } from './command-respond.ts';
import { type StartCommand, parseStart } from './command-start.ts';
import { type StopCommand, parseStop } from './command-stop.ts';
import { parseTriggers, type TriggersCommand } from './command-triggers.ts';
import { parseValidate, type ValidateCommand } from './command-validate.ts';
import type { Environment } from './environment.ts';
import { UsageError } from './flags.ts';

/** What the command line asks for, checked as far as that goes without touching anything. */
export type Command =
  | DevCommand
  | DevAssemblyCommand
  | LocalCommand
  | LambdaCommand
  | StartCommand
  | ListCommand
  | DescribeCommand
  | HistoryCommand
  | StopCommand
  | RedriveCommand
  | RespondCommand
  | EmitCommand
  | ValidateCommand
  | GraphCommand
  | DiffCommand
  | TriggersCommand
  | HelpCommand
  | { readonly type: 'version' };

type Parse = (given: readonly string[], environment: Environment) => Command;

/** Each command's own parser, by the word that calls it. */
const parsers: ReadonlyMap<string, Parse> = new Map<string, Parse>([
  ['dev', (given, environment) => (isAssembly(given) ? parseDevAssembly : parseDev)(given, environment)],
  ['local', parseLocal],
  ['lambda', parseLambda],
  ['start', parseStart],
  ['list', parseList],
  ['describe', parseDescribe],
  ['history', parseHistory],
  ['stop', parseStop],
  ['redrive', parseRedrive],
  ['respond', parseRespond],
  ['emit', parseEmit],
  ['validate', parseValidate],
  ['graph', parseGraph],
  ['diff', parseDiff],
  ['triggers', parseTriggers],
  ['help', parseHelp],
  ['--help', parseHelp],
  ['-h', parseHelp],
  ['version', parseVersion],
  ['--version', parseVersion],
  ['-v', parseVersion],
]);

function parseVersion(): Command {
  return { type: 'version' };
}

/** Another application is served in another way than workflows of one's own. */
function isAssembly(given: readonly string[]): boolean {
  return given.some((word) => word === '--assembly' || word.startsWith('--assembly='));
}

/** Pure: the same words and variables make the same command, or throw the same UsageError. */
export function parseCommand(given: readonly string[], environment: Environment): Command {
  const [word = 'help', ...rest] = given;
  const parse = parsers.get(word);
  if (parse === undefined) throw new UsageError(`There is no command '${word}'.`);
  const asksForHelp = rest.includes('--help') || rest.includes('-h');
  return asksForHelp && parse !== parseHelp ? parseHelp([word], environment) : parse(rest, environment);
}
