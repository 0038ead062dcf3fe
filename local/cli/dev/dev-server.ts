import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import type { Workflow } from '../../../asl/builder/workflow.ts';
import { imageRecognition } from '../../../workflows/image-recognition.ts';
import type { Execution } from '../../engine/execution.ts';
import type { TaskRequest } from '../../engine/task-request.ts';
import { endpointOf, type Endpoints, noEndpoints, orElse, readEndpoints } from '../../host/endpoints.ts';
import type { Resolution } from '../../host/resolution.ts';
import { type StandIns, startStandIns } from '../../host/stand-ins.ts';
import { reachEndpoint } from '../../../tasks/aws/clients.ts';
import type { ServerOptions } from '../serve.ts';
import { startWorkflowServer, type WorkflowServer } from '../workflow-server.ts';
import { createPhotoStorage } from './photo-storage.ts';
import { projectWorkflows } from './project.ts';
import { closePhotosOfEnded } from './status-rule.ts';
import { setTaskEnvironment } from './task-environment.ts';

/** Workflows, served with everything they need behind them. */
export interface DevServer extends WorkflowServer {
  readonly endpoints: Endpoints;
  readonly mockedStates: { readonly of: (executionArn: string) => readonly string[] };
}

export interface DevServerOptions extends ServerOptions {
  /** Those that Stateyard ships, unless given. */
  readonly workflows?: readonly Workflow[];
  /** Takes what the task functions log, too; the standard error unless it is given. */
  readonly logFile?: string;
}

export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  const { workflows = projectWorkflows } = options;
  const configured = readEndpoints(options.environment);
  const standIns = await startMissingStandIns(configured, options.region);
  const endpoints = orElse(configured, standIns.endpoints);
  setTaskEnvironment(endpoints, options);
  for (const [url, httpAgent] of standIns.agents) reachEndpoint(url, { httpAgent });
  const log =
    options.logFile === undefined ? process.stderr : createWriteStream(options.logFile, { flags: 'a' });
  const mockedStates = new MockedStates();
  const closeStandIns = async () => {
    for (const url of standIns.agents.keys()) reachEndpoint(url, undefined);
    await standIns.close();
    if (log !== process.stderr) log.end();
  };
  const server = await startWorkflowServer({
    ...options,
    workflows,
    standIns: standIns.endpoints,
    surroundings: { now: Date.now, sink: (line) => log.write(`${line}\n`) },
    ...(workflows.includes(imageRecognition) && mocksFor(configured, options)),
    onResolved: (resolution, task, execution) => mockedStates.note(resolution, task, execution),
  }).catch(async (error: unknown) => {
    await closeStandIns();
    throw error;
  });
  const close = async () => {
    await server.close();
    await closeStandIns();
  };
  try {
    if (workflows.includes(imageRecognition)) await preparePhotos(server);
    return { ...server, endpoints, mockedStates, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What a stack would have made for photos, and the rule that closes those of executions that fail. */
async function preparePhotos({ engine, stateMachineArns }: WorkflowServer): Promise<void> {
  await createPhotoStorage();
  closePhotosOfEnded(engine, stateMachineArns.get(imageRecognition.name));
}

/** Enough for every photo of a folder; a server that stays up for days forgets the first ones. */
const executionsRememberedMax = 10_000;

/** Which answers of which execution came out of the mock file: they look like real ones. */
class MockedStates {
  readonly #states = new Map<string, Set<string>>();

  note({ by }: Resolution, { stateName }: TaskRequest, { start: { arn } }: Execution): void {
    if (by !== 'mock') return;
    this.#states.set(arn, (this.#states.get(arn) ?? new Set()).add(stateName));
    const [oldest] = this.#states.keys();
    if (this.#states.size > executionsRememberedMax && oldest !== undefined) this.#states.delete(oldest);
  }

  of(executionArn: string): readonly string[] {
    return [...(this.#states.get(executionArn) ?? [])];
  }
}

const noStandIns: StandIns = { endpoints: noEndpoints, agents: new Map(), close: async () => {} };

/** Whoever has configured S3 and DynamoDB, as LocalStack or moto say, gets what they configured. */
async function startMissingStandIns(configured: Endpoints, region: string) {
  const isComplete = ['s3', 'dynamodb'].every((service) => endpointOf(configured, service) !== undefined);
  return isComplete ? noStandIns : startStandIns({ region });
}

/**
 * Rekognition has no stand-in: its answers come from a recorded file, unless there is an endpoint to ask. Credentials
 * alone are none: AWS could not see the photos in the bucket of this machine.
 */
function mocksFor(configured: Endpoints, { mockConfigPath }: ServerOptions): Partial<ServerOptions> {
  if (mockConfigPath !== undefined || endpointOf(configured, 'rekognition') !== undefined) return {};
  return { mockConfigPath: mockFile, defaultTestCase: 'Offline' };
}

const mockFile = join(import.meta.dirname, '../../../workflows/image-recognition.mock.json');
