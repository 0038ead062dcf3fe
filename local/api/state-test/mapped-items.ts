import { compilePathOrIntrinsic } from '../../../asl/expressions/path-or-intrinsic.ts';
import type { EvaluationScope } from '../../../asl/expressions/scope.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../asl/json.ts';
import { valueAtPointer } from '../../../asl/json-pointer.ts';
import { compileItemReader } from '../../engine/compile/distributed-map.ts';
import { supplyOf, takeItem } from '../../engine/map-run/item-supply.ts';
import { type MapItem, pageOfState } from '../../engine/map-run/map-item.ts';
import { fieldValue, isDistributed } from './map-fields.ts';
import { evaluationOf } from './trial-scope.ts';
import type { TestedState } from './tested-state.ts';
import type { TrialSetting } from './trial-setting.ts';

/** The parts of a trial's setting that say what a Map's items are. */
export type MapSetting = Pick<TrialSetting, 'tested' | 'itemReaderData'>;

/** The items of a Map as its iterations know them; undefined where they are not known or none. */
export function mappedItems(setting: MapSetting, scope: EvaluationScope): readonly MapItem[] | undefined {
  const { tested } = setting;
  const reader = partOf(tested.state, 'ItemReader');
  if (reader !== undefined) return readItems(setting, reader, scope);
  const items = itemsInState(tested, scope);
  if (isDistributed(tested.state)) return iterable(items) ? takeAll(items) : undefined;
  return Array.isArray(items) ? items.map((value: Json, index) => ({ index, value })) : undefined;
}

/** What the ItemsPointer of an ItemReader leads to; undefined where there is none, or nothing has been read. */
export function pointedItems({ tested, itemReaderData }: MapSetting): Json | undefined {
  const pointer = pointerOf(tested.state);
  return pointer === undefined || itemReaderData === undefined
    ? undefined
    : valueAtPointer(itemReaderData, pointer);
}

function pointerOf(state: JsonObject): string | undefined {
  const { ItemsPointer } = partOf(partOf(state, 'ItemReader'), 'ReaderConfig') ?? {};
  return typeof ItemsPointer === 'string' ? ItemsPointer : undefined;
}

/** An object is a list of items only where a pointer leads to it. */
function readItems(
  setting: MapSetting,
  reader: JsonObject,
  scope: EvaluationScope,
): readonly MapItem[] | undefined {
  const { tested, itemReaderData } = setting;
  const isPointed = pointerOf(tested.state) !== undefined;
  const items = isPointed ? pointedItems(setting) : itemReaderData;
  if (!Array.isArray(items) && !(isPointed && isJsonObject(items))) return undefined;
  const compiled = compileItemReader(reader, tested.language);
  const evaluation = evaluationOf(scope);
  const max = compiled.itemsMax?.(evaluation) ?? 0;
  const source = sourceOf(compiled.dataset(evaluation).parameters);
  return takeAll(items, max === 0 ? Infinity : max).map((item) => ({ ...item, source }));
}

/** As `$$.Map.Item.Source` has it. */
function sourceOf(parameters: Json): string {
  const text = (name: string): string => {
    const value = isJsonObject(parameters) ? parameters[name] : undefined;
    return typeof value === 'string' ? value : '';
  };
  return `S3://${text('Bucket')}/${text('Key') || text('Prefix')}`;
}

function takeAll(items: readonly Json[] | JsonObject, max = Infinity): readonly MapItem[] {
  const supply = supplyOf(pageOfState(items), max);
  return Object.keys(items).flatMap(() => takeItem(supply) ?? []);
}

function itemsInState({ state, language }: TestedState, scope: EvaluationScope): Json | undefined {
  if (language === 'JSONata') return fieldValue(state, 'Items', scope) ?? scope.input;
  const { ItemsPath } = state;
  if (typeof ItemsPath !== 'string') return scope.input;
  return compilePathOrIntrinsic(ItemsPath, 'ItemsPath').evaluate(scope);
}

function iterable(items: Json | undefined): items is readonly Json[] | JsonObject {
  return Array.isArray(items) || isJsonObject(items);
}

function partOf(whole: JsonObject | undefined, name: string): JsonObject | undefined {
  const part = whole?.[name];
  return isJsonObject(part) ? part : undefined;
}
