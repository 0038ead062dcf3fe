import { z } from 'zod';
import type { Engine } from '../../engine/engine.ts';
import type { Output } from '../operation.ts';
import * as shapes from '../shapes.ts';

export const sendTaskHeartbeatInput = z.object({ taskToken: shapes.taskToken });

/** docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskHeartbeat.html */
export function sendTaskHeartbeat(engine: Engine, input: z.output<typeof sendTaskHeartbeatInput>): Output {
  engine.taskTokens.reporter(input.taskToken)({ type: 'heartbeat' });
  return {};
}
