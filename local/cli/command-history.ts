import { type ClientOptions, clientFlags, clientOptions, withClient } from './client.ts';
import type { Environment } from './environment.ts';
import { findExecution } from './execution-reference.ts';
import { readFlags, UsageError } from './flags.ts';
import { eventsAfter } from './history-events.ts';
import { historyLine } from './history-line.ts';

export interface HistoryCommand {
  readonly type: 'history';
  readonly client: ClientOptions;
  readonly execution: string;
}

export function parseHistory(given: readonly string[], environment: Environment): HistoryCommand {
  const flags = readFlags(given, clientFlags, 1);
  const [execution] = flags.positionals;
  if (execution === undefined) throw new UsageError('history needs an execution.');
  return { type: 'history', client: clientOptions(flags, environment), execution };
}

export function historyCommand({ client: options, execution }: HistoryCommand): Promise<number> {
  return withClient(options, async (client) => {
    const events = await eventsAfter(client, await findExecution(client, execution), 0);
    const startDate = events[0]?.timestamp;
    if (options.json) console.log(JSON.stringify(events, null, 2));
    else for (const event of events) console.log(historyLine(event, startDate));
    return 0;
  });
}
