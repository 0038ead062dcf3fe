import { randomUUID } from 'node:crypto';
import type { SFN } from '@aws-sdk/client-sfn';
import { type Application, openApplication } from '../../host/assembly/application.ts';
import type { FunctionCode } from '../../host/assembly/function-code.ts';
import { missingPython } from '../../host/assembly/missing-python.ts';
import { readAssembly } from '../../host/assembly/read-assembly.ts';
import type { AssemblyStateMachine } from '../../host/assembly/state-machines.ts';
import { type Stack, TemplateError } from '../../host/assembly/template.ts';
import { BoundFunctions } from '../../host/bound-functions.ts';
import { endpointOf, type Endpoints, noEndpoints, orElse, readEndpoints } from '../../host/endpoints.ts';
import { ServiceClients } from '../../host/sdk/service-clients.ts';
import { startEventBus } from '../../host/stand-ins/event-bus.ts';
import type { Place } from '../../engine/arn.ts';
import { CommandError } from '../failure.ts';
import { type RunningServer, type ServerOptions, startServer } from '../serve.ts';
import { clientOf } from '../workflow-server.ts';
import { bindFunctions } from './assembly-functions.ts';
import { Closings } from './closings.ts';
import { openStandIns } from './task-world.ts';

export interface AssemblyServerOptions extends ServerOptions {
  /** A cloud assembly, or a template of CloudFormation or SAM. */
  readonly path: string;
  readonly parameters: { readonly [name: string]: string };
}

/** The state machines of an application, with its functions. */
export interface AssemblyServer extends RunningServer {
  readonly stateMachines: readonly AssemblyStateMachine[];
  /** That run here. */
  readonly functions: readonly FunctionCode[];
  /** What stands in for services here, by the service. */
  readonly standIns: Endpoints;
  /** Sentences about what the templates have and this server does not. */
  readonly problems: readonly string[];
}

export async function startAssemblyServer(options: AssemblyServerOptions): Promise<AssemblyServer> {
  const closings = new Closings();
  const close = () => closings.close();
  try {
    return { ...(await openServer(options, closings)), close };
  } catch (error) {
    await close();
    throw error instanceof TemplateError ? new CommandError(error.message) : error;
  }
}

async function openServer(
  given: AssemblyServerOptions,
  closings: Closings,
): Promise<Omit<AssemblyServer, 'close'>> {
  const stacks = readAssembly(given.path);
  const options = { ...given, ...placeOf(stacks, given) };
  const { environment, region } = options;
  const configured = readEndpoints(environment);
  const standIns = await openAllStandIns(configured, region, closings);
  const clients = new ServiceClients({ endpoints: standIns, environment: {}, region, warn: console.warn });
  const runsFunctions = configured.byService['lambda'] === undefined;
  const application = await openApplication(stacks, { ...options, place: options, clients, runsFunctions });
  const endpoints = orElse(configured, standIns);
  const functions = new BoundFunctions();
  const server = await startServer({ ...options, functions, standIns });
  closings.add(server.close);
  if (runsFunctions) {
    await bindFunctions(functions, application.functions, { endpoints, sfn: server.url, options, closings });
  }
  const { stateMachines, problems } = await register(application, server.url, options);
  return {
    ...server,
    stateMachines,
    functions: application.functions,
    standIns,
    problems: [
      ...application.problems,
      ...missingPython(application.functions, environment['PATH']),
      ...problems,
    ],
  };
}

/** Those of every command, and a bus for events; services of the environment have none. */
async function openAllStandIns(
  configured: Endpoints,
  region: string,
  closings: Closings,
): Promise<Endpoints> {
  const { byService } = await openStandIns(configured, region, closings);
  if (Object.keys(byService).length === 0) return noEndpoints;
  const bus = await startEventBus({ newId: randomUUID, say: (line) => console.error(line) });
  closings.add(bus.close);
  const all = Object.entries({ ...byService, eventbridge: bus.url });
  return {
    byService: Object.fromEntries(all.filter(([service]) => endpointOf(configured, service) === undefined)),
  };
}

/** Where the stacks say that they are deployed, unless the user says otherwise. */
function placeOf(stacks: readonly Stack[], { environment, region, accountId }: ServerOptions): Place {
  const saysRegion = environment['AWS_DEFAULT_REGION'] ?? environment['AWS_REGION'];
  return {
    region: saysRegion ?? stacks.find((stack) => stack.region !== undefined)?.region ?? region,
    accountId:
      environment['AWS_ACCOUNT_ID'] ??
      stacks.find((stack) => stack.accountId !== undefined)?.accountId ??
      accountId,
  };
}

/** A definition that is refused does not keep the others out. */
async function register(
  application: Application,
  url: string,
  { region, accountId }: Place,
): Promise<Pick<AssemblyServer, 'stateMachines' | 'problems'>> {
  const client = clientOf(url, region);
  const problems: string[] = [];
  const stateMachines: AssemblyStateMachine[] = [];
  try {
    for (const name of application.activities) await client.createActivity({ name });
    for (const stateMachine of application.stateMachines) {
      const problem = await create(client, stateMachine, `arn:aws:iam::${accountId}:role/stateyard`);
      if (problem === undefined) stateMachines.push(stateMachine);
      else problems.push(`${stateMachine.name} is refused: ${problem}`);
    }
  } finally {
    client.destroy();
  }
  if (stateMachines.length > 0) return { stateMachines, problems };
  throw new CommandError(
    [...application.problems, ...problems, 'There is no state machine to serve.'].join('\n'),
  );
}

async function create(
  client: SFN,
  stateMachine: AssemblyStateMachine,
  roleArn: string,
): Promise<string | undefined> {
  try {
    await client.createStateMachine({ ...stateMachine, roleArn });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
