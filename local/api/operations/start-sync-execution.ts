import { z } from 'zod';
import type { Engine } from '../../engine/engine.ts';
import type { Execution } from '../../engine/execution.ts';
import { inputOf, outcomeOf } from '../execution-description.ts';
import { parseExecutionInput } from '../execution-input.ts';
import type { Output } from '../operation.ts';
import { checkName } from '../resource-name.ts';
import * as shapes from '../shapes.ts';
import { checkType } from '../state-machine-lookup.ts';
import { optionalTimestamp, timestamp } from '../timestamp.ts';

export const startSyncExecutionInput = z.object({
  stateMachineArn: shapes.arn,
  name: shapes.name.optional(),
  input: shapes.data.optional(),
  traceHeader: shapes.traceHeader.optional(),
  includedData: shapes.includedData.optional(),
});

type Input = z.output<typeof startSyncExecutionInput>;

/**
 * Answers when the Express execution has ended, with success whatever its status.
 * docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html
 */
export async function startSyncExecution(engine: Engine, input: Input): Promise<Output> {
  if (input.name !== undefined) checkName(input.name);
  checkType(engine.stateMachines.resolve(input.stateMachineArn).machine, 'EXPRESS');
  const execution = engine.startExecution({
    stateMachineArn: input.stateMachineArn,
    input: parseExecutionInput(input.input),
    ...(input.name !== undefined && { name: input.name }),
  });
  await new Promise<void>((resolve) => engine.whenEnded(execution, resolve));
  return describe(execution, input);
}

function describe(execution: Execution, { includedData, traceHeader }: Input): Output {
  return {
    executionArn: execution.start.arn,
    stateMachineArn: execution.start.stateMachineArn,
    name: execution.start.name,
    startDate: timestamp(execution.startedAt),
    stopDate: optionalTimestamp(execution.stoppedAt),
    status: execution.status,
    traceHeader,
    ...inputOf(execution, includedData),
    outputDetails: { included: includedData !== 'METADATA_ONLY' },
    ...outcomeOf(execution, includedData),
    billingDetails: billing(execution),
  };
}

/** Duration is billed in steps of 100 ms, memory in chunks of 64 MB (aws.amazon.com/step-functions/pricing). */
function billing(execution: Execution): Output {
  const durationMs = (execution.stoppedAt ?? execution.startedAt) - execution.startedAt;
  return {
    billedMemoryUsedInMB: 64,
    billedDurationInMilliseconds: Math.max(1, Math.ceil(durationMs / 100)) * 100,
  };
}
