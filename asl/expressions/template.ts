import type { Json, JsonObject } from '../json.ts';
import { type Expression, mergeReferences, referencesTo } from './expression.ts';
import { writeMember } from './member.ts';

/**
 * The common part of payload templates and JSONata templates: JSON in which some parts are expressions. Parts without
 * expressions are constants, shared by all results.
 */
export type Template = Expression & { readonly constant?: Json };

export function constantTemplate(value: Json): Template {
  return { constant: value, evaluate: () => value, references: referencesTo({}) };
}

export function arrayTemplate(elements: readonly Template[]): Template {
  const constants = elements.map((element) => element.constant);
  if (constants.every((value) => value !== undefined)) return constantTemplate(constants);
  return {
    evaluate: (scope) => elements.map((element) => element.evaluate(scope)),
    references: mergeReferences(elements.map((element) => element.references)),
  };
}

export function objectTemplate(members: readonly (readonly [key: string, Template])[]): Template {
  const skeleton = skeletonOf(members);
  const computed = members.filter(([, member]) => member.constant === undefined);
  if (computed.length === 0) return constantTemplate(skeleton);
  return {
    evaluate: evaluateMembers(
      skeleton,
      computed.map(([key]) => key),
      computed.map(([, member]) => member),
    ),
    references: mergeReferences(members.map(([, member]) => member.references)),
  };
}

/** A copy of the skeleton has all keys in place, which is the quickest way to an object of the right shape. */
function evaluateMembers(
  skeleton: JsonObject,
  keys: readonly string[],
  values: readonly Template[],
): Template['evaluate'] {
  return (scope) => {
    const result: { [key: string]: Json } = { ...skeleton };
    for (let position = 0; position < keys.length; position += 1) {
      result[keys[position] as string] = (values[position] as Template).evaluate(scope);
    }
    return result;
  };
}

/** The object with its constant members, and null where a value will be computed. */
function skeletonOf(members: readonly (readonly [key: string, Template])[]): { [key: string]: Json } {
  const skeleton: { [key: string]: Json } = {};
  for (const [key, member] of members) writeMember(skeleton, key, member.constant ?? null);
  return skeleton;
}
