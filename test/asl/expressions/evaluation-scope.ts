import type { EvaluationScope } from '../../../asl/expressions/scope.ts';
import type { Json, JsonObject } from '../../../asl/json.ts';

/** A scope in which time stands still, every drawn number is the half and every UUID is the same. */
export function scopeOf(
  input: Json,
  {
    variables = {},
    ...others
  }: Partial<Omit<EvaluationScope, 'input'>> & { readonly variables?: JsonObject } = {},
): EvaluationScope {
  return {
    input,
    context: {},
    now: Date.UTC(2026, 10, 23, 12),
    random: { next: () => 0.5, uuid: () => '11111111-2222-4333-8444-555555555555' },
    variable: (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
    ...others,
  };
}
