import { isJsonObject, type Json, type JsonObject } from '../../../asl/json.ts';

/** How URL encoding writes the elements of a list: `a[0]=x`, `a=x&a=y`, `a=x,y` or `a[]=x`. */
export type ArrayFormat = 'INDICES' | 'REPEAT' | 'COMMAS' | 'BRACKETS';

/**
 * Encodes a request body as an HTML form does, members within members as `outer[inner]=value`.
 * Source: docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html
 */
export function encodeForm(body: JsonObject, format: ArrayFormat): string {
  return pairsOfObject('', body, format).join('&');
}

function pairsOfObject(prefix: string, object: JsonObject, format: ArrayFormat): readonly string[] {
  return Object.entries(object).flatMap(([name, value]) =>
    pairs(prefix === '' ? name : `${prefix}[${name}]`, value, format),
  );
}

function pairs(name: string, value: Json, format: ArrayFormat): readonly string[] {
  if (isJsonObject(value)) return pairsOfObject(name, value, format);
  if (!Array.isArray(value)) return [`${encodeURIComponent(name)}=${encoded(value)}`];
  const elements = value as readonly Json[];
  if (format === 'COMMAS') return [`${encodeURIComponent(name)}=${elements.map(encoded).join(',')}`];
  return elements.flatMap((element, index) => pairs(elementName[format](name, index), element, format));
}

const elementName = {
  INDICES: (name, index) => `${name}[${index}]`,
  REPEAT: (name) => name,
  BRACKETS: (name) => `${name}[]`,
} as const satisfies { readonly [format: string]: (name: string, index: number) => string };

function encoded(value: Json): string {
  return encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value));
}
