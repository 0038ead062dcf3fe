import { type ClientOptions, clientFlags, clientOptions, withClient } from './client.ts';
import type { Environment } from './environment.ts';
import { executionReport, printReport } from './execution-report.ts';
import { findExecution } from './execution-reference.ts';
import { readFlags, UsageError } from './flags.ts';

export interface RedriveCommand {
  readonly type: 'redrive';
  readonly client: ClientOptions;
  readonly execution: string;
}

export function parseRedrive(given: readonly string[], environment: Environment): RedriveCommand {
  const flags = readFlags(given, clientFlags, 1);
  const [execution] = flags.positionals;
  if (execution === undefined) throw new UsageError('redrive needs an execution.');
  return { type: 'redrive', client: clientOptions(flags, environment), execution };
}

/** Exit code 1 when the execution cannot be redriven. */
export function redriveCommand({ client: options, execution }: RedriveCommand): Promise<number> {
  return withClient(options, async (client) => {
    const executionArn = await findExecution(client, execution);
    await client.redriveExecution({ executionArn });
    printReport(await executionReport(client, executionArn), options.json);
    return 0;
  });
}
