import type { Json } from '../../../asl/json.ts';

/** A value where a text is wanted: as CloudFormation writes numbers and booleans; undefined is no text at all. */
export function valueText(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '' : JSON.stringify(value);
}
