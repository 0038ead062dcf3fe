import { createWriteStream } from 'node:fs';
import type { TaskSurroundings } from '../../../asl/builder/task-surroundings.ts';
import type { Workflow } from '../../../asl/builder/workflow.ts';
import { reachEndpoint } from '../../../tasks/aws/clients.ts';
import { endpointOf, type Endpoints, noEndpoints, orElse, readEndpoints } from '../../host/endpoints.ts';
import { startStandIns } from '../../host/stand-ins.ts';
import type { Environment } from '../environment.ts';
import type { Closings } from './closings.ts';
import { setTaskEnvironment } from './task-environment.ts';
import type { WorkflowWorld } from './workflow-world.ts';
import { worldsOf } from './worlds.ts';

/** What task functions find around them on this machine. */
export interface TaskWorld {
  /** That the environment names. */
  readonly configured: Endpoints;
  /** For services that it names no endpoint of. */
  readonly standIns: Endpoints;
  /** Both. */
  readonly endpoints: Endpoints;
  readonly worlds: readonly WorkflowWorld[];
  readonly surroundings: TaskSurroundings;
}

export interface TaskWorldOptions {
  readonly workflows: readonly Workflow[];
  readonly environment: Environment;
  readonly region: string;
  /** Takes what the task functions log, too; the standard error unless it is given. */
  readonly logFile?: string;
}

export async function openTaskWorld(options: TaskWorldOptions, closings: Closings): Promise<TaskWorld> {
  const worlds = worldsOf(options.workflows);
  const configured = readEndpoints(options.environment);
  const standIns = await openStandIns(configured, options.region, closings);
  const endpoints = orElse(configured, standIns);
  setTaskEnvironment(endpoints, options);
  for (const world of worlds) closings.add((await world.open(endpoints)).close);
  const surroundings = { now: Date.now, sink: openLog(options.logFile, closings) };
  return { configured, standIns, endpoints, worlds, surroundings };
}

/** Whoever has configured S3 and DynamoDB, as LocalStack or moto say, gets what they configured. */
export async function openStandIns(
  configured: Endpoints,
  region: string,
  closings: Closings,
): Promise<Endpoints> {
  const isComplete = ['s3', 'dynamodb'].every((service) => endpointOf(configured, service) !== undefined);
  if (isComplete) return noEndpoints;
  const { agents, endpoints, close } = await startStandIns({ region });
  closings.add(close);
  for (const [url, httpAgent] of agents) reachEndpoint(url, { httpAgent });
  closings.add(() => {
    for (const url of agents.keys()) reachEndpoint(url, undefined);
  });
  return endpoints;
}

function openLog(logFile: string | undefined, closings: Closings): (line: string) => void {
  if (logFile === undefined) return (line) => process.stderr.write(`${line}\n`);
  const log = createWriteStream(logFile, { flags: 'a' });
  closings.add(() => {
    log.end();
  });
  return (line) => log.write(`${line}\n`);
}
