import type { SFN } from '@aws-sdk/client-sfn';
import { type ClientOptions, clientFlags, clientOptions, withClient } from './client.ts';
import type { Environment } from './environment.ts';
import { findExecution } from './execution-reference.ts';
import { type Flags, readFlags, UsageError } from './flags.ts';
import { eventsAfter } from './history-events.ts';
import { type OpenToken, openTokens } from './open-tokens.ts';
import { table } from './table.ts';

export interface RespondCommand {
  readonly type: 'respond';
  readonly client: ClientOptions;
  readonly action: RespondAction;
}

export type RespondAction =
  | { readonly type: 'succeed'; readonly taskToken: string; readonly output: string }
  | {
      readonly type: 'fail';
      readonly taskToken: string;
      readonly error: string | undefined;
      readonly cause: string | undefined;
    }
  | { readonly type: 'heartbeat'; readonly taskToken: string }
  | { readonly type: 'list'; readonly execution: string };

const own = { output: 'value', error: 'value', cause: 'value', heartbeat: 'switch', list: 'switch' } as const;

export function parseRespond(given: readonly string[], environment: Environment): RespondCommand {
  const flags = readFlags(given, { ...clientFlags, ...own }, 1);
  return { type: 'respond', client: clientOptions(flags, environment), action: actionOf(flags) };
}

function actionOf(flags: Flags): RespondAction {
  const [subject] = flags.positionals;
  const asked = ['output', 'error', 'heartbeat', 'list'].filter((flag) => flags.has(flag));
  if (asked.length > 1)
    throw new UsageError(`Only one of ${asked.map((flag) => `--${flag}`).join(' and ')}.`);
  if (flags.has('list')) {
    if (subject === undefined) throw new UsageError('respond --list needs an execution.');
    return { type: 'list', execution: subject };
  }
  if (subject === undefined) throw new UsageError('respond needs a task token.');
  if (flags.has('heartbeat')) return { type: 'heartbeat', taskToken: subject };
  const [error, cause] = [flags.value('error'), flags.value('cause')];
  if (error !== undefined || cause !== undefined) return { type: 'fail', taskToken: subject, error, cause };
  return { type: 'succeed', taskToken: subject, output: outputIn(flags.value('output') ?? '{}') };
}

function outputIn(text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    throw new UsageError(`--output is no JSON: ${(error as Error).message}.`);
  }
}

/** Exit code 1 when nobody waits with that token any more. */
export function respondCommand({ client: options, action }: RespondCommand): Promise<number> {
  return withClient(options, async (client) => {
    await perform(client, action, options.json);
    return 0;
  });
}

async function perform(client: SFN, action: RespondAction, json: boolean): Promise<unknown> {
  switch (action.type) {
    case 'succeed':
      return client.sendTaskSuccess(action);
    case 'fail':
      return client.sendTaskFailure(action);
    case 'heartbeat':
      return client.sendTaskHeartbeat(action);
    case 'list':
      return printTokens(await tokensOf(client, action.execution), json);
    default:
      return action satisfies never;
  }
}

async function tokensOf(client: SFN, execution: string): Promise<readonly OpenToken[]> {
  const executionArn = await findExecution(client, execution);
  return openTokens(executionArn, await eventsAfter(client, executionArn, 0));
}

function printTokens(tokens: readonly OpenToken[], json: boolean): void {
  if (json) console.log(JSON.stringify(tokens, null, 2));
  else console.log(table([['STATE', 'TOKEN'], ...tokens.map(({ state, taskToken }) => [state, taskToken])]));
}
