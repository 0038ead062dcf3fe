import type { Json } from '../../../asl/json.ts';

/** ItemBatcher, evaluated (docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html). */
export interface BatchSettings {
  readonly itemsMax: number;
  /** Of the whole input, its BatchInput included. */
  readonly bytesMax: number;
  readonly batchInput: Json | undefined;
}

/** The batch that is being filled. */
export interface OpenBatch {
  readonly settings: BatchSettings;
  items: Json[];
  bytes: number;
}

/** What one child execution gets, and how many items that is. */
export interface WorkUnit {
  readonly input: Json;
  readonly itemCount: number;
}

export function openBatch(settings: BatchSettings): OpenBatch {
  return { settings, items: [], bytes: emptyBytes(settings) };
}

/** Adds an item. Answers a batch that is full: the one with the item, or the one before that had no room for it. */
export function addToBatch(batch: OpenBatch, item: Json): WorkUnit | undefined {
  const bytes = bytesOf(item) + separatorBytes;
  const { itemsMax, bytesMax } = batch.settings;
  const full = batch.bytes + bytes > bytesMax ? closeBatch(batch) : undefined;
  batch.items.push(item);
  batch.bytes += bytes;
  return full ?? (batch.items.length >= itemsMax ? closeBatch(batch) : undefined);
}

/** What has been gathered, if anything; the next batch begins empty. */
export function closeBatch(batch: OpenBatch): WorkUnit | undefined {
  const { items, settings } = batch;
  if (items.length === 0) return undefined;
  batch.items = [];
  batch.bytes = emptyBytes(settings);
  return { input: batchOf(settings, items), itemCount: items.length };
}

function batchOf({ batchInput }: BatchSettings, items: readonly Json[]): Json {
  return batchInput === undefined ? { Items: items } : { BatchInput: batchInput, Items: items };
}

const separatorBytes = 1;

function emptyBytes(settings: BatchSettings): number {
  return bytesOf(batchOf(settings, []));
}

function bytesOf(value: Json): number {
  return Buffer.byteLength(JSON.stringify(value), 'utf8');
}
