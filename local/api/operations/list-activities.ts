import { z } from 'zod';
import type { Engine } from '../../engine/engine.ts';
import type { Output } from '../operation.ts';
import { paginate } from '../pagination.ts';
import * as shapes from '../shapes.ts';
import { timestamp } from '../timestamp.ts';

export const listActivitiesInput = z.object({
  maxResults: shapes.pageSize.optional(),
  nextToken: shapes.pageToken.optional(),
});

/** docs.aws.amazon.com/step-functions/latest/apireference/API_ListActivities.html */
export function listActivities(engine: Engine, input: z.output<typeof listActivitiesInput>): Output {
  const { items, nextToken } = paginate(engine.activities.all(), input, (activity) => activity.arn);
  return {
    activities: items.map((activity) => ({
      activityArn: activity.arn,
      name: activity.name,
      creationDate: timestamp(activity.createdAt),
    })),
    nextToken,
  };
}
