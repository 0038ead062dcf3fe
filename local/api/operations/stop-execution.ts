import { z } from 'zod';
import type { Engine } from '../../engine/engine.ts';
import { getExecution } from '../execution-lookup.ts';
import type { Output } from '../operation.ts';
import * as shapes from '../shapes.ts';
import { timestamp } from '../timestamp.ts';

export const stopExecutionInput = z.object({
  executionArn: shapes.arn,
  error: shapes.error.optional(),
  cause: shapes.cause.optional(),
});

/**
 * An execution that has ended stays as it is.
 * docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html
 */
export function stopExecution(engine: Engine, input: z.output<typeof stopExecutionInput>): Output {
  const { execution } = getExecution(engine, input.executionArn);
  engine.stopExecution(execution, input.error, input.cause);
  return { stopDate: timestamp(execution.stoppedAt ?? engine.clock.now()) };
}
