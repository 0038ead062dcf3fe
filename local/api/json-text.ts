import type { Json } from '../../asl/json.ts';
import { parseJson } from '../../asl/parse-json.ts';

/** The value of a JSON text, or why it has none, in the words of the service's parser where they are known. */
export type ParsedJson =
  | { readonly valid: true; readonly value: Json }
  | { readonly valid: false; readonly reason: string };

export function parseJsonText(text: string): ParsedJson {
  try {
    return { valid: true, value: parseJson(text) };
  } catch (error) {
    return { valid: false, reason: reasonFor(text, error instanceof Error ? error.message : '') };
  }
}

function reasonFor(text: string, otherwise: string): string {
  const start = text.trimStart();
  const token = /^[A-Za-z_$][\w$]*/.exec(start)?.[0];
  if (token !== undefined) {
    return `Unrecognized token '${token}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`;
  }
  const field = /^\{\s*([^"}\s])/.exec(start)?.[1];
  if (field !== undefined) {
    const code = field.codePointAt(0);
    return `Unexpected character ('${field}' (code ${code})): was expecting double-quote to start field name`;
  }
  return otherwise;
}
