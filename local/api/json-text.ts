import type { Json } from '../../asl/json.ts';
import { parseJson } from '../../asl/parse-json.ts';
import { scanJson } from '../../asl/validate/scan-json.ts';

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
  const field = /^\s*\{\s*([^"}\s])/.exec(text)?.[1];
  if (field !== undefined) {
    const code = field.codePointAt(0);
    return `Unexpected character ('${field}' (code ${code})): was expecting double-quote to start field name`;
  }
  const [complaint] = scanJson(text).problem?.message.split('\n') ?? [];
  return complaint ?? otherwise;
}
