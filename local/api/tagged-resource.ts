import { ApiError } from '../engine/api-error.ts';
import type { Engine } from '../engine/engine.ts';
import type { Tags } from '../engine/state-machine.ts';

/** What has tags: state machines and activities; versions and aliases have none. */
export interface TaggedResource {
  readonly tags: Tags;
  readonly setTags: (tags: Tags) => void;
}

/** Throws InvalidArn and ResourceNotFound. */
export function taggedResource(engine: Engine, arn: string): TaggedResource {
  const machine = engine.stateMachines.find(arn);
  if (machine) return { tags: machine.tags, setTags: (tags) => engine.stateMachines.setTags(arn, tags) };
  const activity = engine.activities.find(arn);
  if (activity) return { tags: activity.tags, setTags: (tags) => engine.activities.setTags(arn, tags) };
  if (!/^arn:[^:]+:states:/.test(arn)) {
    throw new ApiError('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
  }
  throw new ApiError('ResourceNotFound', `Resource not found: '${arn}'`);
}
