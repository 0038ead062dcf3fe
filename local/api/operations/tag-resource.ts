import { z } from 'zod';
import type { Engine } from '../../engine/engine.ts';
import type { Output } from '../operation.ts';
import * as shapes from '../shapes.ts';
import { checkTags, tagList } from '../tag-list.ts';
import { taggedResource } from '../tagged-resource.ts';

export const tagResourceInput = z.object({ resourceArn: shapes.arn, tags: shapes.tags });

/** docs.aws.amazon.com/step-functions/latest/apireference/API_TagResource.html */
export function tagResource(engine: Engine, input: z.output<typeof tagResourceInput>): Output {
  const resource = taggedResource(engine, input.resourceArn);
  resource.setTags(checkTags([...tagList(resource.tags), ...input.tags]));
  return {};
}
