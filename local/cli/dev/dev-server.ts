import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { SFN } from '@aws-sdk/client-sfn';
import type { Place } from '../../engine/arn.ts';
import { endpointOf, type Endpoints, noEndpoints, orElse, readEndpoints } from '../../host/endpoints.ts';
import { startStandIns } from '../../host/stand-ins.ts';
import { type RunningServer, type ServerOptions, startServer } from '../serve.ts';
import { createPhotoStorage } from './photo-storage.ts';
import { definitionText, projectFunctions, projectWorkflows } from './project.ts';
import { closePhotosOfStopped } from './status-rule.ts';
import { setTaskEnvironment } from './task-environment.ts';

/** The project's workflows, served, with everything they need behind them. */
export interface DevServer extends RunningServer {
  readonly client: SFN;
  readonly endpoints: Endpoints;
  /** ARNs of the state machines, by name. */
  readonly stateMachineArns: ReadonlyMap<string, string>;
  /** The states of an execution whose answers were mocked. */
  readonly mockedStates: (executionArn: string) => readonly string[];
}

export interface DevServerOptions extends ServerOptions {
  /** Takes what the task functions log. */
  readonly logFile: string;
}

export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  const configured = readEndpoints(options.environment);
  const standIns = await startMissingStandIns(configured, options.region);
  const log = createWriteStream(options.logFile, { flags: 'a' });
  const mocked = new Map<string, Set<string>>();
  try {
    const endpoints = orElse(configured, standIns.endpoints);
    setTaskEnvironment(endpoints, options);
    const server = await startServer({
      ...options,
      standIns: standIns.endpoints,
      functions: projectFunctions({ now: Date.now, sink: (line) => log.write(`${line}\n`) }),
      ...mocksFor(configured, options),
      onResolved: (resolution, { stateName }, { start: { arn } }) => {
        if (resolution.by === 'mock') mocked.set(arn, (mocked.get(arn) ?? new Set()).add(stateName));
      },
    });
    const client = clientOf(server.url, options.region);
    await createPhotoStorage();
    const stateMachineArns = await registerWorkflows(client, options);
    closePhotosOfStopped(server.engine, stateMachineArns.get('ImageRecognition'));
    return {
      ...server,
      client,
      endpoints,
      stateMachineArns,
      mockedStates: (arn) => [...(mocked.get(arn) ?? [])],
      close: async () => {
        client.destroy();
        await server.close();
        await standIns.close();
        log.end();
      },
    };
  } catch (error) {
    await standIns.close();
    throw error;
  }
}

/** Whoever has configured S3 and DynamoDB, as LocalStack or moto say, gets what they configured. */
async function startMissingStandIns(configured: Endpoints, region: string) {
  const isComplete = ['s3', 'dynamodb'].every((service) => endpointOf(configured, service) !== undefined);
  return isComplete ? { endpoints: noEndpoints, close: async () => {} } : startStandIns({ region });
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
