import type { Part } from '../construct.ts';
import { contextValue, sourceOf, type Expression } from '../expression.ts';
import { checkHandlers } from '../raised-errors.ts';
import { reference, type Expr, type GraphValue, type Ref } from '../reference.ts';
import { append, newSource, optionalExpression, traceGraph, valueExpression } from '../trace.ts';
import { speakValue } from './condition-name.ts';
import type { HandledResults, HandledValue, Handlers } from './handlers.ts';
import { fallibleParts, type FallibleSettings } from './settings.ts';

export interface MapSettings<Result> extends FallibleSettings<Result> {
  /** How many iterations run at the same time; without it as many as the service allows, about 40. */
  readonly maxConcurrency?: Expr<number>;
}

/**
 * A Map state: the function says what is done for each item; the result has what it returned for each, in the order of
 * the items (states-language.net/spec.html#map-state).
 */
export function map<Item, const Result, const Caught extends HandledResults = {}>(
  items: Expr<readonly Item[]>,
  iterate: (item: Ref<Item>, index: Ref<number>) => Result,
  settings: MapSettings<GraphValue<Result>[]> & {
    readonly catch?: Handlers<Caught, string>;
  } = {},
): Ref<GraphValue<Result>[] | HandledValue<Caught>> {
  const list = valueExpression(items);
  const parts = fallibleParts({ name: `Map${nameOfList(list)}` }, settings);
  const given: Part[] = [];
  const processor = traceGraph(() => {
    given.push(itemPart(), indexPart());
    const [item, index] = given.map((part) => reference(sourceOf(part.source)));
    return iterate(item as Ref<Item>, index as Ref<number>);
  });
  checkHandlers(parts.handlers, [processor]);
  append({
    kind: 'map',
    ...parts,
    items: list,
    maxConcurrency: optionalExpression(settings.maxConcurrency),
    processor,
    parts: given,
    distributed: undefined,
  });
  return reference(sourceOf(parts.source));
}

/** A Map is called after its list, where that has a name of its own: MapLines. */
function nameOfList(list: Expression): string {
  const isNamed = list.kind === 'field' || (list.kind === 'source' && list.source.kind === 'result');
  return (isNamed && speakValue(list)) || '';
}

/** The item of an iteration, made inside its block. */
export function itemPart(): Part {
  return { key: 'item', source: newSource('part', 'item'), value: contextValue('Map.Item.Value') };
}

/** The number of an iteration, from 0. */
export function indexPart(): Part {
  return { key: 'index', source: newSource('part', 'index'), value: contextValue('Map.Item.Index') };
}
