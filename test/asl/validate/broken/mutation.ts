import { expect, test } from '@jest/globals';
import type { ValidateOptions } from '../../../../asl/validate/validate.ts';
import { errorsOf } from '../harness.ts';

/**
 * A sound definition with one thing changed: what is wrong now, where (a JSON pointer), and the value that is put
 * there; undefined takes the field away. Then the errors, `pointer code`; where none is given, a violated schema there.
 */
export type Mutation = readonly [
  title: string,
  pointer: string,
  value: unknown,
  ...errors: readonly string[],
];

/** Every mutation gives its errors and no others. */
export function testMutations(
  definition: object,
  mutations: readonly Mutation[],
  options?: ValidateOptions,
): void {
  test.each(mutations)('refuses %s', (_, pointer, value, ...errors) => {
    const expected = errors.length > 0 ? errors : [`${pointer} SCHEMA_VALIDATION_FAILED`];
    expect(errorsOf(mutated(definition, pointer, value), options)).toEqual(expected);
  });
}

export function mutated(definition: object, pointer: string, value: unknown): object {
  const copy: object = structuredClone(definition);
  const keys = pointer.split('/').slice(1);
  const field = keys.pop() ?? '';
  const holder = keys.reduce<object>((inner, key) => Reflect.get(inner, key) as object, copy);
  if (value === undefined) Reflect.deleteProperty(holder, field);
  else Reflect.set(holder, field, value);
  return copy;
}

/** Errors by their code: the place, and the code that AWS gives it. */
export const missingTarget = (pointer: string): string => `${pointer} MISSING_TRANSITION_TARGET`;
export const violation = (pointer: string): string => `${pointer} SCHEMA_VALIDATION_FAILED`;
