import { compileJsonata, isJsonata } from '../../../asl/expressions/jsonata/compile.ts';
import { compilePathOrIntrinsic } from '../../../asl/expressions/path-or-intrinsic.ts';
import type { EvaluationScope } from '../../../asl/expressions/scope.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../asl/json.ts';
import { ErrorName, StateError } from '../../../asl/state-error.ts';
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
export function fieldValue(
  state: TestedState['state'],
  field: string,
  scope: EvaluationScope,
): Json | undefined {
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
  tested: TestedState,
  scope: EvaluationScope,
  { failures, iterations }: { readonly failures: number; readonly iterations: number },
): Failure | undefined {
  const { ItemsPath } = tested.state;
  try {
    const { items, ...tolerated } = mapFields(tested, scope);
    if (typeof ItemsPath === 'string' && !areItems(tested, items)) return noArray(ItemsPath);
    return exceeds(tolerated, failures, iterations) ? thresholdExceeded : undefined;
  } catch (error) {
    if (error instanceof StateError) return error;
    throw error;
  }
}

/** The members of an object are items of a Distributed Map alone (input-output-itemspath.html). */
export function areItems({ state }: TestedState, value: Json | undefined): boolean {
  return Array.isArray(value) || (isJsonObject(value) && isDistributed(state));
}

export function isDistributed({ ItemProcessor }: JsonObject): boolean {
  const config = isJsonObject(ItemProcessor) ? ItemProcessor['ProcessorConfig'] : undefined;
  return isJsonObject(config) && config['Mode'] === 'DISTRIBUTED';
}

function noArray(itemsPath: string): Failure {
  const path = itemsPath.replace(/^\$\$/, '$');
  return { error: ErrorName.Runtime, cause: `Reference path "${path}" must point to array.` };
}

function exceeds(
  { toleratedFailureCount: count, toleratedFailurePercentage: percentage }: Omit<MapFields, 'items'>,
  failures: number,
  iterations: number,
): boolean {
  const share = iterations === 0 ? 0 : (failures / iterations) * 100;
  return (count !== undefined && failures > count) || (percentage !== undefined && share > percentage);
}

const thresholdExceeded: Failure = {
  error: ErrorName.ExceedToleratedFailureThreshold,
  cause: 'The specified tolerated failure threshold was exceeded',
};
