import type { Json } from '../../json.ts';
import { IntrinsicFailure } from './intrinsic-failure.ts';

/**
 * States.Format: each `{}` of the template gives way to the next value; `\{`, `\}`, `\'` and `\\` stand for
 * themselves (states-language.net/spec.html#intrinsic-functions).
 */
export function format(template: string, values: readonly Json[]): string {
  let used = 0;
  const text = template.replace(/\\(.)|\{\}/gs, (_found, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped;
    used += 1;
    return javaText(values[used - 1] ?? null);
  });
  if (used === values.length) return text;
  throw new IntrinsicFailure(`The template has ${used} placeholders, but ${values.length} values were given`);
}

/** AWS writes objects and arrays as Java's `toString` does: `{a=1, b=[x, y]}`. */
function javaText(value: Json): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(javaText).join(', ')}]`;
  const members = Object.entries(value).map(([key, member]) => `${key}=${javaText(member)}`);
  return `{${members.join(', ')}}`;
}
