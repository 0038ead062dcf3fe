import type { Workflow } from '../../../asl/builder/workflow.ts';
import { listen } from '../../host/http-server.ts';
import { createLambdaApi, invocationBytesMax } from '../../host/lambda-api.ts';
import type { Environment } from '../environment.ts';
import { functionsOf, withStarted } from '../workflow-binding.ts';
import { Closings } from './closings.ts';
import { openTaskWorld } from './task-world.ts';

export interface LambdaServerOptions {
  readonly workflows: readonly Workflow[];
  readonly port: number;
  readonly host: string;
  readonly region: string;
  readonly accountId: string;
  readonly environment: Environment;
  /** Takes what the functions log; the standard error unless it is given. */
  readonly logFile?: string;
}

export interface LambdaServer {
  /** Without a slash at its end. */
  readonly url: string;
  /** The functions that can be invoked. */
  readonly functionNames: readonly string[];
  readonly close: () => Promise<void>;
}

/** The task functions of workflows, with what they need behind them, for engines that invoke them over the Lambda API. */
export async function startLambdaServer(options: LambdaServerOptions): Promise<LambdaServer> {
  const closings = new Closings();
  const close = () => closings.close();
  try {
    const workflows = withStarted(options.workflows);
    const { surroundings } = await openTaskWorld(options, closings);
    const functions = functionsOf(workflows, surroundings);
    const { port, host } = options;
    const handle = createLambdaApi({ functions, place: options });
    const server = await listen({ port, host, handle, requestBytesMax: invocationBytesMax });
    closings.add(server.close);
    return { url: server.url, functionNames: functions.names(), close };
  } catch (error) {
    await close();
    throw error;
  }
}
