import type { Engine } from '../../engine/engine.ts';
import type { StatusChange } from './workflow-world.ts';

/** What the stack's EventBridge rule does in AWS: tells its target of each execution that did not succeed. */
export function tellOfFailed(
  engine: Engine,
  stateMachineArn: string | undefined,
  target: (event: StatusChange) => Promise<unknown>,
): void {
  engine.onExecutionEnded(({ start, status, error = null, cause = null }) => {
    if (start.stateMachineArn !== stateMachineArn || status === 'SUCCEEDED' || status === 'RUNNING') return;
    const detail = { executionArn: start.arn, status, input: JSON.stringify(start.input), error, cause };
    target({ detail }).catch((failure: unknown) => {
      console.error(`Nobody has cleared up after ${start.arn}:`, failure);
    });
  });
}
