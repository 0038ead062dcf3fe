import type { EvaluationScope } from '../../../asl/expressions/scope.ts';
import { isJsonObject, type Json } from '../../../asl/json.ts';
import { compileItemBatcher } from '../../engine/compile/distributed-map.ts';
import { compileTemplate } from '../../engine/compile/template-field.ts';
import { describeItem } from '../../engine/context-object.ts';
import { addToBatch, closeBatch, openBatch } from '../../engine/map-run/batch.ts';
import { itemInput, type MapItem } from '../../engine/map-run/map-item.ts';
import { evaluateBatch } from '../../engine/states/map-run-start.ts';
import { type MapSetting, mappedItems } from './mapped-items.ts';
import { evaluationOf } from './trial-scope.ts';

/** What each iteration is given by an ItemSelector; undefined where there is none, or no items are known. */
export function selectedItems(setting: MapSetting, scope: EvaluationScope): readonly Json[] | undefined {
  return setting.tested.state['ItemSelector'] === undefined ? undefined : iterationInputs(setting, scope);
}

/** What each child execution is given by an ItemBatcher; undefined where there is none, or no items are known. */
export function batchedItems(setting: MapSetting, scope: EvaluationScope): readonly Json[] | undefined {
  const { state, language } = setting.tested;
  const { ItemBatcher } = state;
  if (!isJsonObject(ItemBatcher)) return undefined;
  const inputs = iterationInputs(setting, scope);
  if (inputs === undefined) return undefined;
  const batch = openBatch(evaluateBatch(compileItemBatcher(ItemBatcher, language), evaluationOf(scope)));
  const full = inputs.map((input) => addToBatch(batch, input));
  return [...full, closeBatch(batch)].flatMap((unit) => (unit === undefined ? [] : [unit.input]));
}

function iterationInputs(setting: MapSetting, scope: EvaluationScope): readonly Json[] | undefined {
  const { state, language } = setting.tested;
  const select = compileTemplate(state['ItemSelector'], 'ItemSelector', language);
  const items = mappedItems(setting, scope);
  if (select === undefined) return items?.map(itemInput);
  return items?.map((item) => select(evaluationOf(scopeOfItem(scope, item))));
}

function scopeOfItem(scope: EvaluationScope, item: MapItem): EvaluationScope {
  const context = isJsonObject(scope.context) ? scope.context : {};
  return { ...scope, context: { ...context, Map: { Item: describeItem(item) } } };
}
