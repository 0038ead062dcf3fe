import type { Workflow } from '../../../asl/builder/workflow.ts';
import type { Endpoints } from '../../host/endpoints.ts';

/** What a shipped workflow finds around it on this machine: what its stack would have made in AWS. */
export interface WorkflowWorld {
  readonly workflow: Workflow;
  /** Makes buckets, tables, stand-ins of its own, and sets the environment variables of its functions. */
  readonly open: (endpoints: Endpoints) => Promise<OpenWorld>;
  /** The target of the rule that tells of each execution that did not succeed ("Execution Status Change"). */
  readonly onFailed?: (event: StatusChange) => Promise<unknown>;
  /** A mock file for a service that nothing stands in for, and that service: where it has an endpoint, nothing is mocked. */
  readonly recordings?: { readonly file: string; readonly service: string };
}

export interface OpenWorld {
  readonly close: () => Promise<void>;
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
