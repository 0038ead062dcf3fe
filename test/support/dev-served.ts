import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { type DevServer, type DevServerOptions, startDevServer } from '../../local/cli/dev/dev-server.ts';
import { startMoto } from './moto.ts';

/** Shipped workflows as `stateyard dev --virtual-time` serves them, on a free port, in this process. */
export interface DevServed {
  readonly server: DevServer;
  /** Answers the execution's ARN. A test case chooses recorded answers. */
  readonly start: (workflow: string, input: object, testCase?: string) => Promise<string>;
  /** From its start to its end. */
  readonly execute: (workflow: string, input: object, testCase?: string) => Promise<Ended>;
  /** Leaves neither log nor variables behind. */
  readonly close: () => Promise<void>;
}

export interface Ended {
  readonly status: string | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  /** The states whose answers were recorded ones. */
  readonly mocked: ReturnType<DevServer['mockedStates']['of']>;
  readonly output: ReturnType<typeof JSON.parse>;
}

export async function devServed(options: Partial<DevServerOptions> = {}): Promise<DevServed> {
  const before = { ...env };
  const folder = mkdtempSync(join(tmpdir(), 'stateyard-dev-'));
  const server = await startDevServer({
    port: 0,
    host: '127.0.0.1',
    accountId: '123456789012',
    region: 'us-east-1',
    waitTimeScale: 1,
    virtualTime: true,
    environment: {},
    mockConfigPath: undefined,
    logFile: join(folder, 'tasks.log'),
    ...options,
  });
  const close = async () => {
    await server.close();
    for (const name of Object.keys(env)) if (!(name in before)) delete env[name];
    rmSync(folder, { recursive: true });
  };
  const start: DevServed['start'] = async (workflow, input, testCase) => {
    const arn = server.stateMachineArns.get(workflow) ?? workflow;
    const stateMachineArn = testCase === undefined ? arn : `${arn}#${testCase}`;
    const started = await server.client.startExecution({ stateMachineArn, input: JSON.stringify(input) });
    return started.executionArn ?? '';
  };
  const execute: DevServed['execute'] = async (...given) => endOf(server, await start(...given));
  return { server, start, execute, close };
}

async function endOf(server: DevServer, executionArn: string): Promise<Ended> {
  const found = server.engine.executions.find(executionArn);
  await new Promise<void>((resolve) => {
    if (found) server.engine.whenEnded(found.execution, resolve);
  });
  const { status, error, cause, output } = await server.client.describeExecution({ executionArn });
  const mocked = server.mockedStates.of(executionArn);
  return { status, error, cause, mocked, output: output === undefined ? undefined : JSON.parse(output) };
}

export interface ServedAtMoto extends DevServed {
  readonly motoUrl: string;
}

/** The same with moto as its cloud: nothing is mocked. `prepare` finds the cloud empty. */
export async function servedAtMoto(
  options: Partial<DevServerOptions>,
  prepare: () => Promise<unknown> = async () => {},
): Promise<ServedAtMoto> {
  const given = { ...env };
  const moto = await startMoto();
  const endpoint = { AWS_ENDPOINT_URL: moto.url };
  const credentials = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
  Object.assign(env, endpoint, credentials, { AWS_REGION: 'us-east-1' });
  await prepare();
  const served = await devServed({ environment: endpoint, ...options });
  const close = async () => {
    await served.close();
    await moto.close();
    for (const name of Object.keys(env)) if (!(name in given)) delete env[name];
  };
  return { ...served, motoUrl: moto.url, close };
}
