import { createHash } from 'node:crypto';
import { isJsonObject, type Json } from '../json.ts';

/** The same task with the same input is the same work, however often it is tried. 64 hexadecimal digits. */
export function defaultIdempotencyKey(taskName: string, event: Json): string {
  return createHash('sha256')
    .update(`${taskName}\n${canonicalJson(event)}`)
    .digest('hex');
}

/** One text for equal values: keys in code unit order, no white space (datatracker.ietf.org/doc/html/rfc8785). */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`);
  return `{${members.join(',')}}`;
}
