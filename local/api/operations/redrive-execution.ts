import { z } from 'zod';
import type { Engine } from '../../engine/engine.ts';
import { getExecution } from '../execution-lookup.ts';
import type { Output } from '../operation.ts';
import * as shapes from '../shapes.ts';
import { timestamp } from '../timestamp.ts';

export const redriveExecutionInput = z.object({
  executionArn: shapes.arn,
  clientToken: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[!-~]+$/)
    .optional(),
});

/** docs.aws.amazon.com/step-functions/latest/apireference/API_RedriveExecution.html */
export function redriveExecution(engine: Engine, input: z.output<typeof redriveExecutionInput>): Output {
  const started = getExecution(engine, input.executionArn);
  return { redriveDate: timestamp(engine.redriveExecution(started, input.clientToken)) };
}
