import { isJsonObject, type Json } from './json.ts';

/** What a JSON pointer leads to; undefined where there is nothing (rfc-editor.org/rfc/rfc6901.html). */
export function valueAtPointer(document: Json, pointer: string): Json | undefined {
  const names = pointer.split('/').slice(1);
  let value: Json | undefined = document;
  for (const name of names.map((each) => each.replaceAll('~1', '/').replaceAll('~0', '~'))) {
    if (Array.isArray(value)) value = (value as readonly Json[])[Number(name)];
    else value = isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return value;
}
