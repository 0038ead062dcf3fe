import type { DistributedParts, Part } from '../construct.ts';
import { sourceOf, type Expression } from '../expression.ts';
import { reference, type Expr, type GraphValue, type Ref } from '../reference.ts';
import { append, optionalExpression, traceGraph, valueExpression, type Capture } from '../trace.ts';
import type { HandledResults, HandledValue, Handlers } from './handlers.ts';
import type { ItemReader } from './item-reader.ts';
import { indexPart, itemPart } from './map.ts';
import { fallibleParts, type FallibleSettings, type StateSettings } from './settings.ts';

/** Groups items, so that the function is given a list of them. */
export interface BatchSettings {
  readonly maxItems?: Expr<number>;
  readonly maxInputBytes?: Expr<number>;
}

/** Where the results go, instead of into the state's value. */
export interface ResultWriterSettings {
  readonly bucket: Expr<string>;
  readonly prefix: Expr<string>;
  readonly outputType?: 'JSON' | 'JSONL';
  readonly transformation?: 'NONE' | 'COMPACT' | 'FLATTEN';
}

/**
 * Batch and Writer are inferred each by itself: whether they are there decides what the functions beside them are given.
 */
export interface DistributedMapSettings<
  Batch = BatchSettings | undefined,
  Writer = ResultWriterSettings | undefined,
> extends StateSettings,
    Pick<FallibleSettings<unknown>, 'retry'> {
  readonly maxConcurrency?: Expr<number>;
  readonly batch?: Batch;
  readonly resultWriter?: Writer;
  /** The run succeeds though some items fail. */
  readonly tolerated?: { readonly failureCount?: Expr<number>; readonly failurePercentage?: Expr<number> };
  /** What the children run as; EXPRESS is for work under five minutes that may be done twice. */
  readonly executionType?: 'STANDARD' | 'EXPRESS';
  /** Part of the ARNs of the Map Run and of its child executions; at most 40 characters. */
  readonly label?: string;
}

/** What the state gives when a ResultWriter takes the results. */
export interface WrittenResults {
  readonly MapRunArn: string;
  readonly ResultWriterDetails: { readonly Bucket: string; readonly Key: string };
}

type Given<Item, Batch> = [Batch] extends [undefined] ? Item : Item[];
type Gathered<Result, Writer> = [Writer] extends [undefined] ? GraphValue<Result>[] : WrittenResults;

/**
 * A Map state that runs a child execution for each item, or for each batch, of a source that may be far larger than a
 * payload (docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html). Its function may use values from
 * outside: children cannot read them, so they are handed in with every item.
 */
export function distributedMap<
  Item,
  const Result,
  Batch extends BatchSettings | undefined = undefined,
  Writer extends ResultWriterSettings | undefined = undefined,
  const Caught extends HandledResults = {},
>(
  items: ItemReader<Item> | Expr<readonly Item[]>,
  iterate: (item: Ref<Given<Item, Batch>>, index: Ref<number>) => Result,
  settings: DistributedMapSettings<Batch, Writer> & {
    readonly undo?: (result: Ref<Gathered<Result, Writer>>) => unknown;
    readonly catch?: Handlers<Caught, string>;
  },
): Ref<Gathered<Result, Writer> | HandledValue<Caught>> {
  const parts = fallibleParts({ name: 'DistributedMap' }, settings);
  const reader = isReader(items) ? valueExpression(readerFields(items)) : undefined;
  const given: Part[] = [];
  append({
    kind: 'map',
    ...parts,
    items: reader ? undefined : valueExpression(items),
    maxConcurrency: optionalExpression(settings.maxConcurrency),
    processor: traceGraph(() => {
      given.push(itemPart(), ...(settings.batch ? [] : [indexPart()]));
      const [item, index] = given.map((part) => reference(sourceOf(part.source)));
      return iterate(item as Ref<Given<Item, Batch>>, index as Ref<number>);
    }, capturing(given)),
    parts: given,
    distributed: distributedParts(settings, reader),
  });
  return reference(sourceOf(parts.source));
}

function isReader(items: unknown): items is ItemReader<unknown> {
  return typeof items === 'object' && items !== null && 'kind' in items && items.kind === 'itemReader';
}

/** A ReaderConfig that says nothing is left out. */
function readerFields({ fields }: ItemReader<unknown>): object {
  const says = Object.values(fields.ReaderConfig).some((value) => value !== undefined);
  return { ...fields, ReaderConfig: says ? fields.ReaderConfig : undefined };
}

function distributedParts(
  settings: DistributedMapSettings,
  reader: Expression | undefined,
): DistributedParts {
  const { batch, tolerated, resultWriter, executionType = 'STANDARD', label } = settings;
  return {
    executionType,
    label,
    reader,
    batcher: optionalExpression(
      batch && { MaxItemsPerBatch: batch.maxItems, MaxInputBytesPerBatch: batch.maxInputBytes },
    ),
    writer: optionalExpression(resultWriter && writerFields(resultWriter)),
    toleratedFailureCount: optionalExpression(tolerated?.failureCount),
    toleratedFailurePercentage: optionalExpression(tolerated?.failurePercentage),
  };
}

function writerFields({ bucket, prefix, outputType, transformation }: ResultWriterSettings): object {
  const config = { OutputType: outputType, Transformation: transformation };
  return {
    Resource: 'arn:aws:states:::s3:putObject',
    WriterConfig: outputType || transformation ? config : undefined,
    Arguments: { Bucket: bucket, Prefix: prefix },
  };
}

/** Each value of the outside is a part of every child's input, once, named after its last key. */
function capturing(given: Part[]): Capture {
  return (outside, home) => {
    const part = given.find((one) => isSame(one.value, outside)) ?? capturedPart(outside, { home, given });
    return sourceOf(part.source);
  };
}

function capturedPart(value: Expression, { home, given }: { home: object; given: Part[] }): Part {
  const wished = lastKey(value);
  const taken = new Set(given.map((part) => part.key));
  let key = wished;
  for (let number = 2; taken.has(key); number += 1) key = `${wished}${number}`;
  const part: Part = { key, source: { kind: 'part', label: key, home }, value };
  given.push(part);
  return part;
}

function lastKey(value: Expression): string {
  if (value.kind === 'source') return value.source.label;
  if (value.kind !== 'field') return 'value';
  return value.path.findLast((key) => typeof key === 'string') ?? lastKey(value.of);
}

/** What is captured is a source, or a path from one. */
function isSame(one: Expression, other: Expression): boolean {
  if (one.kind === 'source') return other.kind === 'source' && one.source === other.source;
  return (
    one.kind === 'field' &&
    other.kind === 'field' &&
    one.path.join('/') === other.path.join('/') &&
    isSame(one.of, other.of)
  );
}
