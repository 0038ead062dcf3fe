import type { Json } from '../../../asl/json.ts';
import { ApiError } from '../../engine/api-error.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Execution } from '../../engine/execution.ts';
import { payloadBytesMax } from '../../engine/limits.ts';
import { type BatchOutcome, readAnswer } from './batch-outcome.ts';
import { eventOf, type PipeRecord, type RecordOrigin } from './pipe-record.ts';
import type { BatchTarget } from './pipe-ports.ts';

/**
 * An Express state machine of this process, started and waited for, as StartSyncExecution does it: an execution that fails
 * fails its batch. That of a Standard one could not be waited for, and its failures would be nobody's.
 */
export function expressTarget(engine: Engine, stateMachineArn: string): BatchTarget {
  return {
    /** With the brackets. */
    batchBytesMax: payloadBytesMax - 2,
    invoke: async (origin, records) => {
      const input = records.map((record) => eventOf(origin, record));
      const execution = started(engine, { stateMachineArn, input });
      if (execution instanceof ApiError) {
        return { type: 'unavailable', error: `${execution.type}: ${execution.message}` };
      }
      await new Promise<void>((resolve) => engine.whenEnded(execution, resolve));
      return outcomeOf(execution, records, origin);
    },
  };
}

function started(
  engine: Engine,
  request: { readonly stateMachineArn: string; readonly input: Json },
): Execution | ApiError {
  try {
    return engine.startExecution(request);
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}

function outcomeOf(
  { status, error, cause, output }: Execution,
  records: readonly PipeRecord[],
  origin: RecordOrigin,
): BatchOutcome {
  if (status === 'SUCCEEDED') return readAnswer(output, records, origin);
  return { type: 'failed', error: `${status} ${error ?? ''}: ${cause ?? ''}` };
}
