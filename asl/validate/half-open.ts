import { isJsonata } from '../expressions/jsonata/compile.ts';

/**
 * Whether a text begins or ends as a JSONata expression does, and is none: AWS refuses it
 * (docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html). With a space at both ends it is text.
 */
export function isHalfOpen(text: string): boolean {
  return !isJsonata(text) && (text.startsWith('{%') || text.endsWith('%}'));
}
