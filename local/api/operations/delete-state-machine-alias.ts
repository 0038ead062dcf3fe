import { z } from 'zod';
import { parseStateMachineArn } from '../../engine/arn.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Output } from '../operation.ts';
import * as shapes from '../shapes.ts';

export const deleteStateMachineAliasInput = z.object({ stateMachineAliasArn: shapes.arn });

/**
 * An alias that does not exist is as good as deleted.
 * docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachineAlias.html
 */
export function deleteStateMachineAlias(
  engine: Engine,
  input: z.output<typeof deleteStateMachineAliasInput>,
): Output {
  const { arn, qualifier } = parseStateMachineArn(input.stateMachineAliasArn);
  if (qualifier !== undefined) engine.stateMachines.deleteAlias(arn, qualifier);
  return {};
}
