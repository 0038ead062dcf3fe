import { z } from 'zod';
import type { Engine } from '../../engine/engine.ts';
import type { Output } from '../operation.ts';
import { checkName } from '../resource-name.ts';
import * as shapes from '../shapes.ts';
import { checkTags } from '../tag-list.ts';
import { timestamp } from '../timestamp.ts';

export const createActivityInput = z.object({
  name: shapes.name,
  tags: shapes.tags.optional(),
  encryptionConfiguration: shapes.encryptionConfiguration.optional(),
});

/**
 * An activity that exists already is answered as it is.
 * docs.aws.amazon.com/step-functions/latest/apireference/API_CreateActivity.html
 */
export function createActivity(engine: Engine, input: z.output<typeof createActivityInput>): Output {
  checkName(input.name);
  const activity = engine.activities.create(input.name, checkTags(input.tags ?? []));
  return { activityArn: activity.arn, creationDate: timestamp(activity.createdAt) };
}
