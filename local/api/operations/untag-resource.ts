import { z } from 'zod';
import type { Engine } from '../../engine/engine.ts';
import type { Output } from '../operation.ts';
import * as shapes from '../shapes.ts';
import { taggedResource } from '../tagged-resource.ts';

export const untagResourceInput = z.object({
  resourceArn: shapes.arn,
  tagKeys: z.array(z.string().min(1).max(128)),
});

/** docs.aws.amazon.com/step-functions/latest/apireference/API_UntagResource.html */
export function untagResource(engine: Engine, input: z.output<typeof untagResourceInput>): Output {
  const resource = taggedResource(engine, input.resourceArn);
  resource.setTags(new Map([...resource.tags].filter(([key]) => !input.tagKeys.includes(key))));
  return {};
}
