import { z } from 'zod';
import { parseStateMachineArn } from '../../engine/arn.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Output } from '../operation.ts';
import * as shapes from '../shapes.ts';
import { refuseLabel } from '../state-machine-lookup.ts';

export const deleteStateMachineInput = z.object({ stateMachineArn: shapes.arn });

/**
 * A machine that does not exist is as good as deleted; the ARN of a version or an alias is no machine's.
 * docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachine.html
 */
export function deleteStateMachine(engine: Engine, input: z.output<typeof deleteStateMachineInput>): Output {
  refuseLabel(input.stateMachineArn);
  const { arn, qualifier } = parseStateMachineArn(input.stateMachineArn);
  if (qualifier === undefined) engine.deleteStateMachine(arn);
  return {};
}
