import { z } from 'zod';
import type { Engine } from '../../engine/engine.ts';
import { parseExecutionInput } from '../execution-input.ts';
import type { Output } from '../operation.ts';
import { checkName } from '../resource-name.ts';
import * as shapes from '../shapes.ts';
import { refuseLabel } from '../state-machine-lookup.ts';
import { timestamp } from '../timestamp.ts';

export const startExecutionInput = z.object({
  stateMachineArn: shapes.arn,
  name: shapes.name.optional(),
  input: shapes.data.optional(),
  traceHeader: shapes.traceHeader.optional(),
});

/** docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
export function startExecution(engine: Engine, input: z.output<typeof startExecutionInput>): Output {
  refuseLabel(input.stateMachineArn);
  if (input.name !== undefined) checkName(input.name);
  const execution = engine.startExecution({
    stateMachineArn: input.stateMachineArn,
    input: parseExecutionInput(input.input),
    ...(input.name !== undefined && { name: input.name }),
    ...(input.traceHeader !== undefined && { traceHeader: input.traceHeader }),
  });
  return { executionArn: execution.start.arn, startDate: timestamp(execution.startedAt) };
}
