import type { JsonObject } from '../../json.ts';
import type { MapConstruct } from '../construct.ts';
import { object, type Expression, type Source } from '../expression.ts';
import { iterationInput } from './iteration-input.ts';
import { jsonPathTemplate } from './json-path-expression.ts';
import { constantOrPath, pathOf, template, type Place } from './json-path-place.ts';
import { locate, placeOf } from './json-path-writing.ts';
import type { LinkedGraph } from './linked.ts';
import { present } from './present.ts';

/** What a Map does, without what is common to all states. */
export function mapFields(place: Place, construct: MapConstruct, linked: LinkedGraph): object {
  const { writing } = place;
  const { distributed } = construct;
  const { batchInput, received } = iterationInput(construct, writing.used);
  const isBatched = distributed?.batcher !== undefined;
  const { graph, free } = writing.printGraph(linked, { ...writing, received: isBatched ? received : [] });
  const items = construct.items && pathOf(place, construct.items);
  const config = distributed
    ? { Mode: 'DISTRIBUTED', ExecutionType: distributed.executionType }
    : { Mode: 'INLINE' };
  return {
    Type: 'Map',
    Label: distributed?.label,
    ItemReader: distributed?.reader && template(place, withParameters(distributed.reader)),
    ItemsPath: items,
    ItemSelector: isBatched ? undefined : itemSelector(place, construct, free),
    ItemBatcher: distributed?.batcher && batcherFields(place, distributed.batcher, batchInput),
    ...constantOrPath(place, 'MaxConcurrency', construct.maxConcurrency),
    ...constantOrPath(place, 'ToleratedFailureCount', distributed?.toleratedFailureCount),
    ...constantOrPath(place, 'ToleratedFailurePercentage', distributed?.toleratedFailurePercentage),
    ItemProcessor: { ProcessorConfig: config, ...graph },
    ResultWriter: distributed?.writer && template(place, withParameters(distributed.writer)),
  };
}

/** An iteration's document: its parts, and what its states read of the document around the Map. */
function itemSelector({ writing }: Place, { parts }: MapConstruct, free: readonly Source[]): JsonObject {
  const needed = parts.filter((part) => writing.used.has(part.source));
  const outside = free.filter((source) => !parts.some((part) => part.source === source));
  const values = Object.fromEntries(needed.map((part) => [writing.layout.keyOf(part.source), part.value]));
  const copied = outside.map((source) => [`${writing.layout.keyOf(source)}.$`, placeOf(writing, source)]);
  const given = jsonPathTemplate(values, (source, path) => locate(writing, source, path));
  return { results: { ...given, ...Object.fromEntries(copied) } };
}

function batcherFields(place: Place, batcher: Expression, batchInput: Expression | undefined): object {
  const limits = batcher.kind === 'object' ? Object.entries(batcher.fields) : [];
  return present({
    ...Object.assign({}, ...limits.map(([name, value]) => constantOrPath(place, name, value))),
    BatchInput: batchInput && template(place, batchInput),
  });
}

/** Arguments are called Parameters in JSONPath. */
function withParameters(expression: Expression): Expression {
  if (expression.kind !== 'object') return expression;
  const { Arguments, ...rest } = expression.fields;
  return object(Arguments ? { ...rest, Parameters: Arguments } : rest);
}
