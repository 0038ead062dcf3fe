import { type ClientOptions, clientFlags, clientOptions, withClient } from './client.ts';
import type { Environment } from './environment.ts';
import { executionReport, printReport } from './execution-report.ts';
import { findExecution } from './execution-reference.ts';
import { readFlags, UsageError } from './flags.ts';

export interface StopCommand {
  readonly type: 'stop';
  readonly client: ClientOptions;
  readonly execution: string;
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

export function parseStop(given: readonly string[], environment: Environment): StopCommand {
  const flags = readFlags(given, { ...clientFlags, error: 'value', cause: 'value' }, 1);
  const [execution] = flags.positionals;
  if (execution === undefined) throw new UsageError('stop needs an execution.');
  return {
    type: 'stop',
    client: clientOptions(flags, environment),
    execution,
    error: flags.value('error'),
    cause: flags.value('cause'),
  };
}

/** Exit code 1 when the execution had ended otherwise before. */
export function stopCommand({ client: options, execution, error, cause }: StopCommand): Promise<number> {
  return withClient(options, async (client) => {
    const executionArn = await findExecution(client, execution);
    await client.stopExecution({ executionArn, error, cause });
    const report = await executionReport(client, executionArn);
    printReport(report, options.json);
    return report.status === 'ABORTED' ? 0 : 1;
  });
}
