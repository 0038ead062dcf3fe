import { ApiError } from '../engine/api-error.ts';
import { checkExecutionArn } from '../engine/arn.ts';
import type { Engine } from '../engine/engine.ts';
import type { StartedExecution } from '../engine/execution-registry.ts';

/** Throws InvalidArn (Express executions too: the service does not keep them) and ExecutionDoesNotExist. */
export function getExecution(engine: Engine, executionArn: string): StartedExecution {
  checkExecutionArn(executionArn);
  const started = engine.executions.find(executionArn);
  if (started === undefined) {
    throw new ApiError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
  }
  return started;
}
