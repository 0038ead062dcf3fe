import { z } from 'zod';
import type { Engine } from '../../engine/engine.ts';
import type { Output } from '../operation.ts';
import * as shapes from '../shapes.ts';
import { tagList } from '../tag-list.ts';
import { taggedResource } from '../tagged-resource.ts';

export const listTagsForResourceInput = z.object({ resourceArn: shapes.arn });

/** docs.aws.amazon.com/step-functions/latest/apireference/API_ListTagsForResource.html */
export function listTagsForResource(
  engine: Engine,
  input: z.output<typeof listTagsForResourceInput>,
): Output {
  return { tags: tagList(taggedResource(engine, input.resourceArn).tags) };
}
