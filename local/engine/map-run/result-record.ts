import type { Json, JsonObject } from '../../../asl/json.ts';
import type { Execution } from '../execution.ts';
import { formatTimestamp } from '../timestamp.ts';

/** ResultWriter's Transformation: what is kept of a child execution. */
export type Transformation = 'NONE' | 'COMPACT' | 'FLATTEN';

/**
 * What stands for a child execution in the results: one value, or several where its array is flattened. One that
 * failed is always described whole (docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html).
 */
export function resultsOf(child: Execution, transformation: Transformation): readonly Json[] {
  const { status, output } = child;
  if (transformation === 'NONE' || status !== 'SUCCEEDED' || output === undefined) return [describe(child)];
  return transformation === 'FLATTEN' && Array.isArray(output) ? output : [output];
}

function describe(child: Execution): JsonObject {
  const { start, status, output } = child;
  return {
    ExecutionArn: start.arn,
    Input: JSON.stringify(start.input),
    InputDetails: { Included: true },
    Name: start.name,
    ...(output !== undefined && { Output: JSON.stringify(output) }),
    ...(child.error !== undefined && { Error: child.error }),
    ...(child.cause !== undefined && { Cause: child.cause }),
    OutputDetails: { Included: true },
    RedriveCount: 0,
    ...redriveOf(child),
    StartDate: formatTimestamp(child.startedAt),
    StateMachineArn: start.stateMachineArn,
    Status: status,
    ...(child.stoppedAt !== undefined && { StopDate: formatTimestamp(child.stoppedAt) }),
  };
}

function redriveOf({ status }: Execution): JsonObject {
  if (status !== 'SUCCEEDED') return { RedriveStatus: 'REDRIVABLE_BY_MAP_RUN' };
  return {
    RedriveStatus: 'NOT_REDRIVABLE',
    RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
  };
}

/** An item that no child execution was started for. */
export function pendingRecord(input: Json, stateMachineArn: string): JsonObject {
  return {
    Input: JSON.stringify(input),
    InputDetails: { Included: true },
    StateMachineArn: stateMachineArn,
    Status: 'PENDING',
  };
}
