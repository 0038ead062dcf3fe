import type { SFN } from '@aws-sdk/client-sfn';
import { type ClientOptions, clientFlags, clientOptions, withClient } from './client.ts';
import type { Environment } from './environment.ts';
import { executionReport, printReport } from './execution-report.ts';
import { findExecution, findWorkflow } from './execution-reference.ts';
import { readFlags, UsageError } from './flags.ts';
import { localTime, table } from './table.ts';

export interface DescribeCommand {
  readonly type: 'describe';
  readonly client: ClientOptions;
  /** A workflow or an execution. */
  readonly what: string;
}

export function parseDescribe(given: readonly string[], environment: Environment): DescribeCommand {
  const flags = readFlags(given, clientFlags, 1);
  const [what] = flags.positionals;
  if (what === undefined) throw new UsageError('describe needs a workflow or an execution.');
  return { type: 'describe', client: clientOptions(flags, environment), what };
}

export function describeCommand({ what, client: options }: DescribeCommand): Promise<number> {
  return withClient(options, async (client) => {
    const isExecution = what.includes(':execution:') || (!what.startsWith('arn:') && what.includes('/'));
    if (isExecution)
      printReport(await executionReport(client, await findExecution(client, what)), options.json);
    else await describeWorkflow(client, await findWorkflow(client, what), options.json);
    return 0;
  });
}

async function describeWorkflow(client: SFN, stateMachineArn: string, json: boolean): Promise<void> {
  const { $metadata: _, ...described } = await client.describeStateMachine({ stateMachineArn });
  const definition = JSON.parse(described.definition ?? '{}') as object;
  if (json) return console.log(JSON.stringify({ ...described, definition }, null, 2));
  console.log(
    table([
      ['name', described.name ?? ''],
      ['ARN', described.stateMachineArn ?? ''],
      ['type', described.type ?? ''],
      ['created', localTime(described.creationDate)],
      ['role', described.roleArn ?? ''],
    ]),
  );
  return console.log(`\n${JSON.stringify(definition, null, 2)}`);
}
