import { closePhoto } from '../../../tasks/images/close-photo.ts';
import type { Engine } from '../../engine/engine.ts';

/** What the stack's EventBridge rule does in AWS: closes the photo of an execution that was stopped or timed out. */
export function closePhotosOfStopped(engine: Engine, stateMachineArn: string | undefined): void {
  engine.onExecutionEnded(({ start, status }) => {
    if (start.stateMachineArn !== stateMachineArn) return;
    if (status !== 'TIMED_OUT' && status !== 'ABORTED') return;
    const detail = { executionArn: start.arn, status, input: JSON.stringify(start.input) };
    closePhoto({ detail }).catch((error: unknown) => {
      console.error(`The photo of ${start.arn} could not be closed:`, error);
    });
  });
}
