import { ApiError } from '../engine/api-error.ts';
import type { Tags } from '../engine/state-machine.ts';

/** Per resource (docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html). */
const tagsMax = 50;

/** The tags by key; a later one of the same key wins. Throws TooManyTags. */
export function checkTags(list: readonly { readonly key: string; readonly value: string }[]): Tags {
  const tags = new Map(list.map(({ key, value }) => [key, value]));
  if (tags.size > tagsMax) {
    throw new ApiError('TooManyTags', `Too many tags: ${tags.size}, at most ${tagsMax} are allowed`);
  }
  return tags;
}

export function tagList(tags: Tags): readonly { readonly key: string; readonly value: string }[] {
  return [...tags].map(([key, value]) => ({ key, value }));
}
