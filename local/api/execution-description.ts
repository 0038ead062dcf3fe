import type { Execution } from '../engine/execution.ts';
import type { Output } from './operation.ts';

type IncludedData = 'ALL_DATA' | 'METADATA_ONLY' | undefined;

/** The members `input` and `inputDetails`. */
export function inputOf(execution: Execution, includedData: IncludedData): Output {
  if (includedData === 'METADATA_ONLY') return { inputDetails: { included: false } };
  return { input: JSON.stringify(execution.start.input), inputDetails: { included: true } };
}

/** How the execution ended: `output`, or `error` and `cause`, or nothing yet. */
export function outcomeOf(execution: Execution, includedData: IncludedData): Output {
  if (includedData === 'METADATA_ONLY') return { outputDetails: { included: false } };
  if (execution.status !== 'SUCCEEDED') return { error: execution.error, cause: execution.cause };
  return { output: JSON.stringify(execution.output), outputDetails: { included: true } };
}
