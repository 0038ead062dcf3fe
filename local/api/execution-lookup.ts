import { ApiError } from '../engine/api-error.ts';
import { checkExecutionArn } from '../engine/arn.ts';
import type { Engine } from '../engine/engine.ts';
import type { StartedExecution } from '../engine/execution-registry.ts';

/**
 * Throws InvalidArn and ExecutionDoesNotExist. Express executions are refused too, since the service does not keep
 * them, except for child executions of a Distributed Map.
 */
export function getExecution(engine: Engine, executionArn: string): StartedExecution {
  const child = engine.mapRuns.findChild(executionArn);
  if (child !== undefined) return child;
  checkExecutionArn(executionArn);
  const started = engine.executions.find(executionArn);
  if (started !== undefined) return started;
  throw new ApiError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
}
