import type { Json } from './json.ts';

/**
 * The most arrays and objects inside one another. AWS publishes no such limit; this is what Jackson, whose messages
 * AWS shows, has by default (StreamReadConstraints). All that walks a value does it by recursion, and relies on it.
 */
export const nestingMax = 1_000;

/** As JSON.parse. Throws SyntaxError, also for a value that nests deeper than the limit. */
export function parseJson(text: string): Json {
  const value = JSON.parse(text) as Json;
  if (text.length > nestingMax * bracketsPerLevel && isNestedDeeper(value, nestingMax)) {
    throw new SyntaxError(
      `Document nesting depth (${nestingMax + 1}) exceeds the maximum allowed (${nestingMax})`,
    );
  }
  return value;
}

const bracketsPerLevel = 2;

function isNestedDeeper(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member: Json) => isNestedDeeper(member, levels - 1));
}
