import { SFN, StateMachineAlreadyExists } from '@aws-sdk/client-sfn';
import type { WorkflowDefinition } from '../../asl/builder/construct.ts';
import type { TaskSurroundings } from '../../asl/builder/task-surroundings.ts';
import { type Place, stateMachineArn } from '../engine/arn.ts';
import { type RunningServer, type ServerOptions, startServer } from './serve.ts';
import { definitionText, functionsOf, withStarted } from './workflow-binding.ts';

/** Workflows as state machines, with their task functions in this process. */
export interface WorkflowServer extends RunningServer {
  readonly client: SFN;
  /** ARNs of the state machines, by name. */
  readonly stateMachineArns: ReadonlyMap<string, string>;
}

export interface WorkflowServerOptions extends ServerOptions {
  readonly workflows: readonly WorkflowDefinition[];
  readonly surroundings: TaskSurroundings;
}

/** The workflows, those that they start, and the activities that they schedule are there when it is. */
export async function startWorkflowServer({
  surroundings,
  ...options
}: WorkflowServerOptions): Promise<WorkflowServer> {
  const workflows = withStarted(options.workflows);
  const server = await startServer({ ...options, functions: functionsOf(workflows, surroundings) });
  const client = clientOf(server.url, options.region);
  const close = async () => {
    client.destroy();
    await server.close();
  };
  try {
    return { ...server, client, stateMachineArns: await register(workflows, client, options), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A client of a server on this machine. */
export function clientOf(endpoint: string, region: string): SFN {
  return new SFN({
    endpoint,
    region,
    disableHostPrefix: true,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
}

async function register(
  workflows: readonly WorkflowDefinition[],
  client: SFN,
  place: Place,
): Promise<ReadonlyMap<string, string>> {
  const activities = new Set(workflows.flatMap((workflow) => workflow.activities));
  for (const name of activities) await client.createActivity({ name });
  const arns = new Map<string, string>();
  for (const workflow of workflows) {
    arns.set(workflow.name, await registerOne(workflow, client, place));
  }
  return arns;
}

/** A machine that was kept since the workflow was another gets a new revision. */
async function registerOne(workflow: WorkflowDefinition, client: SFN, place: Place): Promise<string> {
  const { name, type } = workflow;
  const definition = definitionText(workflow, place);
  const roleArn = `arn:aws:iam::${place.accountId}:role/stateyard`;
  const arn = stateMachineArn(place, name);
  try {
    await client.createStateMachine({ name, type, definition, roleArn });
  } catch (error) {
    if (!(error instanceof StateMachineAlreadyExists)) throw error;
    await client.updateStateMachine({ stateMachineArn: arn, definition });
  }
  return arn;
}
