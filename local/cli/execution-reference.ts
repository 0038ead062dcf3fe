import type { SFN } from '@aws-sdk/client-sfn';
import { CommandError } from './failure.ts';
import { UsageError } from './flags.ts';

/** The ARN of a workflow given by its name or its ARN. */
export async function findWorkflow(client: SFN, workflow: string): Promise<string> {
  if (workflow.startsWith('arn:')) return workflow;
  const names: string[] = [];
  for await (const { name, stateMachineArn } of allWorkflows(client)) {
    if (name === workflow) return stateMachineArn;
    names.push(name);
  }
  const known = names.length === 0 ? 'There are none.' : `There are: ${names.join(', ')}.`;
  throw new CommandError(`There is no workflow '${workflow}'. ${known}`);
}

export async function* allWorkflows(client: SFN) {
  let nextToken: string | undefined;
  do {
    const page = await client.listStateMachines({ nextToken });
    for (const { name = '', stateMachineArn = '', type, creationDate } of page.stateMachines ?? []) {
      yield { name, stateMachineArn, type, creationDate };
    }
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
}

/** The ARN of an execution given by its ARN, by `workflow/name`, or by its workflow alone: the latest one. */
export async function findExecution(client: SFN, execution: string): Promise<string> {
  if (execution.includes(':execution:')) return execution;
  if (execution.startsWith('arn:')) return latest(client, execution);
  const [workflow = '', name] = execution.split('/');
  if (workflow === '') throw new UsageError(`'${execution}' names no execution; write WORKFLOW/NAME.`);
  const arn = await findWorkflow(client, workflow);
  return name === undefined ? latest(client, arn) : `${arn.replace(':stateMachine:', ':execution:')}:${name}`;
}

async function latest(client: SFN, stateMachineArn: string): Promise<string> {
  const { executions = [] } = await client.listExecutions({ stateMachineArn, maxResults: 1 });
  const [execution] = executions;
  if (execution?.executionArn === undefined) throw new CommandError('This workflow has no executions yet.');
  return execution.executionArn;
}
