import { z } from 'zod';
import { checkActivityArn } from '../../engine/arn.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Output } from '../operation.ts';
import * as shapes from '../shapes.ts';

export const deleteActivityInput = z.object({ activityArn: shapes.arn });

/** docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteActivity.html */
export function deleteActivity(engine: Engine, input: z.output<typeof deleteActivityInput>): Output {
  checkActivityArn(input.activityArn);
  engine.activities.delete(input.activityArn);
  return {};
}
