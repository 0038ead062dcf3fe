import type { JsonObject } from '../../asl/json.ts';
import { outline } from '../../asl/validate/outline.ts';

/**
 * Which variables each state reads, in alphabetical order; states that read none are left out, and when none
 * does, there is no such member (API_DescribeStateMachine.html, variableReferences).
 */
export function variableReferences(
  definition: string,
): { readonly [state: string]: readonly string[] } | undefined {
  const byState = new Map<string, Set<string>>();
  for (const { part, expression } of outline(JSON.parse(definition) as JsonObject, 'STANDARD').mentions) {
    const variables = expression?.references.variables ?? [];
    if (part.state === undefined || variables.length === 0) continue;
    const known = byState.get(part.state.name) ?? [];
    byState.set(part.state.name, new Set([...known, ...variables]));
  }
  if (byState.size === 0) return undefined;
  return Object.fromEntries([...byState].map(([state, variables]) => [state, [...variables].toSorted()]));
}
