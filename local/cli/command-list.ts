import type { ExecutionStatus, SFN } from '@aws-sdk/client-sfn';
import { type ClientOptions, clientFlags, clientOptions, withClient } from './client.ts';
import type { Environment } from './environment.ts';
import { allWorkflows, findWorkflow } from './execution-reference.ts';
import { oneOf, readFlags, UsageError, wholeNumber } from './flags.ts';
import { duration, localTime, table } from './table.ts';

export interface ListCommand {
  readonly type: 'list';
  readonly client: ClientOptions;
  /** Whose executions to list; without it the workflows are listed. */
  readonly workflow: string | undefined;
  readonly status: ExecutionStatus | undefined;
  readonly limit: number;
}

const statuses = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const;

export function parseList(given: readonly string[], environment: Environment): ListCommand {
  const flags = readFlags(given, { ...clientFlags, status: 'value', limit: 'value' }, 1);
  const [workflow] = flags.positionals;
  const status = oneOf('--status', flags.value('status'), statuses);
  if (workflow === undefined && status !== undefined) {
    throw new UsageError('--status needs the workflow whose executions to list.');
  }
  const limit = wholeNumber('--limit', flags.value('limit') ?? '100', [1, 100_000]);
  return { type: 'list', client: clientOptions(flags, environment), workflow, status, limit };
}

export function listCommand(command: ListCommand): Promise<number> {
  return withClient(command.client, async (client) => {
    const { workflow } = command;
    await (workflow === undefined
      ? listWorkflows(client, command)
      : listExecutions(client, command, workflow));
    return 0;
  });
}

async function listWorkflows(client: SFN, { limit, client: { json } }: ListCommand): Promise<void> {
  const workflows = [];
  for await (const workflow of allWorkflows(client)) {
    if (workflows.length < limit) workflows.push(workflow);
  }
  if (json) return console.log(JSON.stringify(workflows, null, 2));
  if (workflows.length === 0) return console.log('No workflows yet.');
  const rows = workflows.map(({ name, type = '', creationDate }) => [name, type, localTime(creationDate)]);
  return console.log(table([['WORKFLOW', 'TYPE', 'CREATED'], ...rows]));
}

async function listExecutions(client: SFN, command: ListCommand, workflow: string): Promise<void> {
  const stateMachineArn = await findWorkflow(client, workflow);
  const executions = [];
  for await (const execution of executionsOf(client, stateMachineArn, command)) executions.push(execution);
  if (command.client.json) return console.log(JSON.stringify(executions, null, 2));
  if (executions.length === 0) return console.log('No executions.');
  const rows = executions.map(({ name = '', status = '', startDate, stopDate }) => [
    name,
    status,
    localTime(startDate),
    startDate && stopDate ? duration(stopDate.getTime() - startDate.getTime()) : '',
  ]);
  return console.log(table([['EXECUTION', 'STATUS', 'STARTED', 'TOOK'], ...rows]));
}

async function* executionsOf(client: SFN, stateMachineArn: string, { status, limit }: ListCommand) {
  let nextToken: string | undefined;
  let left = limit;
  do {
    const page = await client.listExecutions({
      stateMachineArn,
      nextToken,
      statusFilter: status,
      maxResults: Math.min(left, 1_000),
    });
    yield* page.executions ?? [];
    left -= page.executions?.length ?? 0;
    nextToken = page.nextToken;
  } while (nextToken !== undefined && left > 0);
}
