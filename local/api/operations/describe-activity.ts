import { z } from 'zod';
import type { Engine } from '../../engine/engine.ts';
import { getActivity } from '../activity-lookup.ts';
import { encryption } from '../machine-configuration.ts';
import type { Output } from '../operation.ts';
import * as shapes from '../shapes.ts';
import { timestamp } from '../timestamp.ts';

export const describeActivityInput = z.object({ activityArn: shapes.arn });

/** docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeActivity.html */
export function describeActivity(engine: Engine, input: z.output<typeof describeActivityInput>): Output {
  const activity = getActivity(engine, input.activityArn);
  return {
    activityArn: activity.arn,
    name: activity.name,
    creationDate: timestamp(activity.createdAt),
    encryptionConfiguration: encryption(),
  };
}
