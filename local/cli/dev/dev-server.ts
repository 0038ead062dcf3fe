import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { SFN } from '@aws-sdk/client-sfn';
import type { Place } from '../../engine/arn.ts';
import type { Execution } from '../../engine/execution.ts';
import type { TaskRequest } from '../../engine/task-request.ts';
import { endpointOf, type Endpoints, noEndpoints, orElse, readEndpoints } from '../../host/endpoints.ts';
import type { Resolution } from '../../host/resolution.ts';
import { type StandIns, startStandIns } from '../../host/stand-ins.ts';
import { reachEndpoint } from '../../../tasks/aws/clients.ts';
import { type RunningServer, type ServerOptions, startServer } from '../serve.ts';
import { createPhotoStorage } from './photo-storage.ts';
import { definitionText, projectFunctions, projectWorkflows } from './project.ts';
import { closePhotosOfEnded } from './status-rule.ts';
import { setTaskEnvironment } from './task-environment.ts';

/** The project's workflows, served, with everything they need behind them. */
export interface DevServer extends RunningServer {
  readonly client: SFN;
  readonly endpoints: Endpoints;
  /** ARNs of the state machines, by name. */
  readonly stateMachineArns: ReadonlyMap<string, string>;
  readonly mockedStates: { readonly of: (executionArn: string) => readonly string[] };
}

export interface DevServerOptions extends ServerOptions {
  /** Takes what the task functions log. */
  readonly logFile: string;
}

export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  const configured = readEndpoints(options.environment);
  const standIns = await startMissingStandIns(configured, options.region);
  const endpoints = orElse(configured, standIns.endpoints);
  setTaskEnvironment(endpoints, options);
  for (const [url, httpAgent] of standIns.agents) reachEndpoint(url, { httpAgent });
  const log = createWriteStream(options.logFile, { flags: 'a' });
  const mockedStates = new MockedStates();
  const server = await startServer({
    ...options,
    standIns: standIns.endpoints,
    functions: projectFunctions({ now: Date.now, sink: (line) => log.write(`${line}\n`) }),
    ...mocksFor(configured, options),
    onResolved: (resolution, task, execution) => mockedStates.note(resolution, task, execution),
  }).catch(async (error: unknown) => {
    await standIns.close();
    throw error;
  });
  const client = clientOf(server.url, options.region);
  const close = async () => {
    client.destroy();
    await server.close();
    for (const url of standIns.agents.keys()) reachEndpoint(url, undefined);
    await standIns.close();
    log.end();
  };
  try {
    await createPhotoStorage();
    const stateMachineArns = await registerWorkflows(client, options);
    closePhotosOfEnded(server.engine, stateMachineArns.get('ImageRecognition'));
    return { ...server, client, endpoints, stateMachineArns, mockedStates, close };
  } catch (error) {
    await close();
    throw error;
  }
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

function clientOf(endpoint: string, region: string): SFN {
  return new SFN({
    endpoint,
    region,
    disableHostPrefix: true,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
}

async function registerWorkflows(client: SFN, place: Place): Promise<ReadonlyMap<string, string>> {
  const arns = new Map<string, string>();
  for (const workflow of projectWorkflows) {
    const { stateMachineArn = '' } = await client.createStateMachine({
      name: workflow.name,
      type: workflow.type,
      definition: definitionText(workflow, place),
      roleArn: `arn:aws:iam::${place.accountId}:role/stateyard-dev`,
    });
    arns.set(workflow.name, stateMachineArn);
  }
  return arns;
}
