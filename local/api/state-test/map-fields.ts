import { compileJsonata, isJsonata } from '../../../asl/expressions/jsonata/compile.ts';
import { compilePathOrIntrinsic } from '../../../asl/expressions/path-or-intrinsic.ts';
import type { EvaluationScope } from '../../../asl/expressions/scope.ts';
import type { Json } from '../../../asl/json.ts';
import { ErrorName } from '../../../asl/state-error.ts';
import type { Failure } from '../../engine/error-matching.ts';
import type { TestedState } from './tested-state.ts';

/** What a Map's fields say before any item is processed. */
export interface MapFields {
  /** What ItemsPath selects, where there is one. */
  readonly items: Json | undefined;
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number | undefined;
  readonly toleratedFailurePercentage: number | undefined;
}

/** `input` is what the scope has: the state's input after InputPath. */
export function mapFields({ state }: TestedState, scope: EvaluationScope): MapFields {
  const number = (field: string): number | undefined => toNumber(fieldValue(state, field, scope));
  const { ItemsPath } = state;
  return {
    items:
      typeof ItemsPath === 'string'
        ? compilePathOrIntrinsic(ItemsPath, 'ItemsPath').evaluate(scope)
        : undefined,
    maxConcurrency: number('MaxConcurrency') ?? 0,
    toleratedFailureCount: number('ToleratedFailureCount'),
    toleratedFailurePercentage: number('ToleratedFailurePercentage'),
  };
}

/** A value, a JSONata expression, or in `<field>Path` a path. */
function fieldValue(state: TestedState['state'], field: string, scope: EvaluationScope): Json | undefined {
  const path = state[`${field}Path`];
  if (typeof path === 'string') return compilePathOrIntrinsic(path, `${field}Path`).evaluate(scope);
  const value = state[field];
  return typeof value === 'string' && isJsonata(value) ? compileJsonata(value, field).evaluate(scope) : value;
}

function toNumber(value: Json | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

/**
 * Why the Map fails although its mocked iterations do not: too many of them have failed, or there are no items.
 * Source: docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html#maprun-fail-threshold
 */
export function mapFailure(
  { state }: TestedState,
  fields: MapFields,
  { failures, iterations }: { readonly failures: number; readonly iterations: number },
): Failure | undefined {
  const { items, toleratedFailureCount: count, toleratedFailurePercentage: percentage } = fields;
  const { ItemsPath } = state;
  if (typeof ItemsPath === 'string' && !Array.isArray(items)) {
    const path = ItemsPath.replace(/^\$\$/, '$');
    return { error: ErrorName.Runtime, cause: `Reference path "${path}" must point to array.` };
  }
  const share = iterations === 0 ? 0 : (failures / iterations) * 100;
  const exceeded =
    (count !== undefined && failures > count) || (percentage !== undefined && share > percentage);
  return exceeded ? thresholdExceeded : undefined;
}

const thresholdExceeded: Failure = {
  error: ErrorName.ExceedToleratedFailureThreshold,
  cause: 'The specified tolerated failure threshold was exceeded',
};
