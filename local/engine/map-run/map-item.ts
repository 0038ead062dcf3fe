import type { Json, JsonObject } from '../../../asl/json.ts';

/** What `$$.Map.Item` shows (docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html). */
export interface MapItem {
  readonly index: number;
  readonly value: Json;
  /** The name of the value, where the dataset is a JSON object. */
  readonly key?: string;
  /** Where the item comes from; only a Distributed Map says. */
  readonly source?: string;
}

/** Items that come together from one source. */
export interface ItemPage {
  readonly items: readonly Json[];
  /** The names of the items, where the dataset is a JSON object. */
  readonly keys?: readonly string[];
  readonly source: string;
  /** No items come after these. */
  readonly isLast: boolean;
}

/** What an iteration gets: the item, or its name and value (input-output-itemspath.html). */
export function itemInput({ key, value }: MapItem): Json {
  return key === undefined ? value : { Key: key, Value: value };
}

/** The source of items that are the state's own input. */
const stateDataSource = 'STATE_DATA';

export function pageOfState(items: readonly Json[] | JsonObject): ItemPage {
  const rest = { source: stateDataSource, isLast: true };
  if (Array.isArray(items)) return { items, ...rest };
  return { items: Object.values(items), keys: Object.keys(items), ...rest };
}
