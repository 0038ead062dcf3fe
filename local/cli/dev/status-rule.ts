import { closePhoto } from '../../../tasks/images/close-photo.ts';
import type { Engine } from '../../engine/engine.ts';

/** What the stack's EventBridge rule does in AWS: tells ClosePhoto of each execution that did not succeed. */
export function closePhotosOfEnded(engine: Engine, stateMachineArn: string | undefined): void {
  engine.onExecutionEnded(({ start, status, error = null, cause = null }) => {
    if (start.stateMachineArn !== stateMachineArn || status === 'SUCCEEDED' || status === 'RUNNING') return;
    const detail = { executionArn: start.arn, status, input: JSON.stringify(start.input), error, cause };
    closePhoto({ detail }).catch((failure: unknown) => {
      console.error(`The photo of ${start.arn} could not be closed:`, failure);
    });
  });
}
