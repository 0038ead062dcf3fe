import { z } from 'zod';
import { ApiError } from '../../engine/api-error.ts';
import type { Engine } from '../../engine/engine.ts';
import { parseJsonText } from '../json-text.ts';
import type { Output } from '../operation.ts';
import * as shapes from '../shapes.ts';

export const sendTaskSuccessInput = z.object({ taskToken: shapes.taskToken, output: shapes.data });

/** docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html */
export function sendTaskSuccess(engine: Engine, input: z.output<typeof sendTaskSuccessInput>): Output {
  const report = engine.taskTokens.reporter(input.taskToken);
  const output = parseJsonText(input.output);
  if (!output.valid) throw new ApiError('InvalidOutput', `Invalid Output: '${output.reason}'`);
  report({ type: 'succeeded', output: output.value });
  return {};
}
