import { z } from 'zod';
import type { Engine } from '../../engine/engine.ts';
import type { Output } from '../operation.ts';
import * as shapes from '../shapes.ts';

export const sendTaskFailureInput = z.object({
  taskToken: shapes.taskToken,
  error: shapes.error.optional(),
  cause: shapes.cause.optional(),
});

/** docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskFailure.html */
export function sendTaskFailure(engine: Engine, input: z.output<typeof sendTaskFailureInput>): Output {
  const { error, cause } = input;
  engine.taskTokens.reporter(input.taskToken)({
    type: 'failed',
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  });
  return {};
}
