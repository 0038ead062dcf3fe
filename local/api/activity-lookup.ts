import type { Activity } from '../engine/activity.ts';
import { ApiError } from '../engine/api-error.ts';
import { checkActivityArn } from '../engine/arn.ts';
import type { Engine } from '../engine/engine.ts';

/** Throws InvalidArn and ActivityDoesNotExist. */
export function getActivity(engine: Engine, activityArn: string): Activity {
  checkActivityArn(activityArn);
  const activity = engine.activities.find(activityArn);
  if (activity === undefined) {
    throw new ApiError('ActivityDoesNotExist', `Activity Does Not Exist: '${activityArn}'`);
  }
  return activity;
}
