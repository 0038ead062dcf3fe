import { z } from 'zod';
import type { ActivityTask } from '../../engine/activity-registry.ts';
import type { Engine } from '../../engine/engine.ts';
import { getActivity } from '../activity-lookup.ts';
import type { Output } from '../operation.ts';
import * as shapes from '../shapes.ts';

export const getActivityTaskInput = z.object({ activityArn: shapes.arn, workerName: shapes.name.optional() });

type Input = z.output<typeof getActivityTaskInput>;

/** How long a poll stays open (API_GetActivityTask.html). */
const pollMs = 60_000;

/**
 * Answers with a task as soon as there is one, and without a token when none came in time.
 * docs.aws.amazon.com/step-functions/latest/apireference/API_GetActivityTask.html
 */
export async function getActivityTask(engine: Engine, input: Input, signal: AbortSignal): Promise<Output> {
  getActivity(engine, input.activityArn);
  const task = await poll(engine, input, signal);
  return task === undefined ? {} : { taskToken: task.taskToken, input: JSON.stringify(task.input) };
}

/** Ends with a task, with the time, or with the client, who would never see a task taken after that. */
function poll(engine: Engine, input: Input, signal: AbortSignal): Promise<ActivityTask | undefined> {
  return new Promise((resolve) => {
    const cancelTimer = engine.clientClock.setTimer(engine.clientClock.now() + pollMs, () => giveUp());
    const leave = engine.activities.poll(input.activityArn, input.workerName, (task) => {
      cancelTimer();
      resolve(task);
    });
    const giveUp = (): void => {
      cancelTimer();
      leave();
      resolve(undefined);
    };
    signal.addEventListener('abort', giveUp, { once: true });
  });
}
