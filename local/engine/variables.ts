import type { Json, JsonObject } from '../../asl/json.ts';
import { payloadBytesMax, variablesBytesMax } from './limits.ts';
import { exceedsPayloadLimit, payloadBytes } from './payload-size.ts';
import type { Scope } from './scope.ts';

/**
 * A variable of this scope or of an outer one (states-language.net/spec.html#variables). A child execution of a
 * Distributed Map does not see the variables outside of it.
 */
export function lookUpVariable(scope: Scope, name: string): Json | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = enclosing(at)) {
    const value = at.variables?.get(name);
    if (value !== undefined) return value;
  }
  return undefined;
}

export function assignVariables(scope: Scope, assigned: JsonObject): void {
  scope.variables ??= new Map();
  for (const name of Object.keys(assigned)) scope.variables.set(name, assigned[name] as Json);
}

/**
 * Whether an Assign is larger than a payload may be, or all variables would be larger together than they may be
 * (docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html).
 *
 * Differs from AWS: only variables that the scope sees are added up, not those of the branches beside it.
 */
export function exceedsVariableLimits(scope: Scope, assigned: JsonObject): boolean {
  if (exceedsPayloadLimit(assigned)) return true;
  return countVisible(scope) >= fewVariables && bytesAfter(scope, assigned) > variablesBytesMax;
}

/** So many fit, however large each of them is. */
const fewVariables = variablesBytesMax / payloadBytesMax;

function countVisible(scope: Scope): number {
  let count = 0;
  for (let at: Scope | undefined = scope; at !== undefined; at = enclosing(at)) {
    count += at.variables?.size ?? 0;
  }
  return count;
}

function bytesAfter(scope: Scope, assigned: JsonObject): number {
  let bytes = payloadBytes(assigned);
  for (let at: Scope | undefined = scope; at !== undefined; at = enclosing(at)) {
    for (const [name, value] of at.variables ?? []) {
      if (at !== scope || !Object.hasOwn(assigned, name)) bytes += payloadBytes(value);
    }
  }
  return bytes;
}

function enclosing({ parent, timeline }: Scope): Scope | undefined {
  return parent?.timeline === timeline ? parent : undefined;
}
