import type { Workflow } from '../../../asl/builder/workflow.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Endpoints } from '../../host/endpoints.ts';

/** What a shipped workflow finds around it on this machine: what its stack would have made in AWS. */
export interface WorkflowWorld {
  readonly workflow: Workflow;
  /** Makes buckets, tables, stand-ins of its own, and sets the environment variables of its functions. */
  readonly open: (endpoints: Endpoints) => Promise<OpenWorld>;
  /** The target of the rule that tells of each execution that did not succeed ("Execution Status Change"). */
  readonly onFailed?: (event: StatusChange) => Promise<unknown>;
  /** What starts executions by itself, as a pipe does. */
  readonly trigger?: (serving: Serving) => Promise<OpenTrigger>;
  /** A mock file for a service that nothing stands in for, and that service: where it has an endpoint, nothing is mocked. */
  readonly recordings?: { readonly file: string; readonly service: string };
}

export interface OpenWorld {
  readonly close: () => Promise<void>;
}

/** What a trigger finds: the engine, and the workflow on it. */
export interface Serving {
  readonly engine: Engine;
  readonly stateMachineArn: string;
  readonly endpoints: Endpoints;
  readonly region: string;
}

export interface OpenTrigger extends OpenWorld {
  /** How to set it off. */
  readonly told: string;
}

/** docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html */
export interface StatusChange {
  readonly detail: {
    readonly executionArn: string;
    readonly status: 'FAILED' | 'TIMED_OUT' | 'ABORTED';
    readonly input: string;
    readonly error: string | null;
    readonly cause: string | null;
  };
}
