import { lambdaSurroundings, type TaskSurroundings } from '../../asl/builder/task-surroundings.ts';
import type { Workflow } from '../../asl/builder/workflow.ts';
import { startWorkflowServer } from './workflow-server.ts';

export interface ServeSettings {
  /** 0, a free one, unless given. */
  readonly port?: number;
  readonly host?: string;
  readonly region?: string;
  readonly accountId?: string;
  /** Waits and retries take no time. */
  readonly virtualTime?: boolean;
  /** Names, tokens, jitter and all else that is made up follow from it. */
  readonly seed?: number;
  /** Mocked answers in Step Functions Local's format. */
  readonly mockConfigPath?: string;
  /** Where endpoints and credentials of other services stand; the process's own unless given. */
  readonly environment?: { readonly [variable: string]: string | undefined };
  /** The clock that task functions log by, and where their logs go. */
  readonly surroundings?: TaskSurroundings;
}

export interface ServedWorkflows {
  /** For the `endpoint` of any SDK. */
  readonly url: string;
  /** By the name of the workflow. */
  readonly stateMachineArns: ReadonlyMap<string, string>;
  readonly close: () => Promise<void>;
}

/**
 * Serves workflows over the Step Functions API, with their task functions in this process: what `stateyard dev` does, for
 * a program or a test of your own.
 */
export async function serve(
  workflows: readonly Workflow[],
  settings: ServeSettings = {},
): Promise<ServedWorkflows> {
  const { url, stateMachineArns, close } = await startWorkflowServer({
    port: 0,
    host: '127.0.0.1',
    region: 'us-east-1',
    accountId: '123456789012',
    waitTimeScale: 1,
    mockConfigPath: undefined,
    environment: process.env,
    surroundings: lambdaSurroundings,
    ...settings,
    workflows,
  });
  return { url, stateMachineArns, close };
}
