import type { Workflow } from '../../../asl/builder/workflow.ts';
import { endpointOf, type Endpoints } from '../../host/endpoints.ts';
import type { ServerOptions } from '../serve.ts';
import { startWorkflowServer, type WorkflowServer } from '../workflow-server.ts';
import { Closings } from './closings.ts';
import { MockedStates } from './mocked-states.ts';
import { projectWorkflows } from './project.ts';
import { tellOfFailed } from './status-rule.ts';
import { openTaskWorld, type TaskWorld } from './task-world.ts';
import type { WorkflowWorld } from './workflow-world.ts';

/** Workflows, served with everything they need behind them. */
export interface DevServer extends WorkflowServer {
  readonly endpoints: Endpoints;
  /** How to set off what starts executions by itself. */
  readonly triggers: readonly string[];
  readonly mockedStates: Pick<MockedStates, 'of' | 'listen'>;
}

export interface DevServerOptions extends ServerOptions {
  /** Those that Stateyard ships, unless given. */
  readonly workflows?: readonly Workflow[];
  /** Whether what starts executions by itself runs: pipes. Not unless it is said. */
  readonly withTriggers?: boolean;
  /** Takes what the task functions log, too; the standard error unless it is given. */
  readonly logFile?: string;
}

export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  const closings = new Closings();
  const close = () => closings.close();
  try {
    return { ...(await openServer(options, closings)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openServer(options: DevServerOptions, closings: Closings): Promise<Omit<DevServer, 'close'>> {
  const { workflows = projectWorkflows } = options;
  const taskWorld = await openTaskWorld({ ...options, workflows }, closings);
  const { worlds, configured, endpoints, standIns, surroundings } = taskWorld;
  const mockedStates = new MockedStates();
  const server = await startWorkflowServer({
    ...options,
    workflows,
    standIns,
    surroundings,
    ...recordingsOf(worlds, configured, options),
    onResolved: (resolution, task, execution) => mockedStates.note(resolution, task, execution),
  });
  closings.add(server.close);
  for (const { workflow, onFailed } of worlds) {
    if (onFailed) tellOfFailed(server.engine, server.stateMachineArns.get(workflow.name), onFailed);
  }
  const triggers = options.withTriggers
    ? await openTriggers(server, taskWorld, { ...options, closings })
    : [];
  return { ...server, endpoints, triggers, mockedStates };
}

async function openTriggers(
  { engine, stateMachineArns }: WorkflowServer,
  { worlds, endpoints }: TaskWorld,
  { region, closings }: { readonly region: string; readonly closings: Closings },
): Promise<readonly string[]> {
  const told: string[] = [];
  for (const { workflow, trigger } of worlds) {
    const stateMachineArn = stateMachineArns.get(workflow.name);
    if (trigger === undefined || stateMachineArn === undefined) continue;
    const open = await trigger({ engine, stateMachineArn, endpoints, region });
    closings.add(open.close);
    told.push(open.told);
  }
  return told;
}

/** The recorded answers of services that are configured nowhere, unless the user brings a mock file. */
function recordingsOf(
  worlds: readonly WorkflowWorld[],
  configured: Endpoints,
  { mockConfigPath }: ServerOptions,
): Partial<ServerOptions> {
  if (mockConfigPath !== undefined) return {};
  const recorded = worlds.flatMap(({ recordings }) => recordings ?? []);
  const recordings = recorded.filter(({ service }) => endpointOf(configured, service) === undefined);
  return { recordings: recordings.map(({ file }) => file), defaultTestCase: 'Offline' };
}
