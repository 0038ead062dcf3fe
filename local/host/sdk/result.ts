import type { Json, JsonObject } from '../../../asl/json.ts';
import { payloadBytesMax } from '../../engine/limits.ts';
import type { MemberNaming } from './parameters.ts';
import type { Shape } from './shape.ts';

/** A streamed part of the result is larger than any result may be. */
export class ResultTooLarge extends Error {
  override readonly name = 'ResultTooLarge';
}

/** What every stream of the SDK can do, beside being one. */
export type SdkStream = AsyncIterable<Uint8Array>;

/** How an integration shows what a service's results are made of. */
export interface ResultForm {
  readonly naming: MemberNaming;
  readonly timestamp: (date: Date) => Json;
}

/**
 * Makes a task's result of the output of an SDK command: members and dates get the form of the integration, bytes
 * and streams become the text that they are in UTF-8.
 */
export async function taskResult(output: object, shape: Shape, form: ResultForm): Promise<JsonObject> {
  const whole = { ...output, $metadata: undefined };
  return structureResult(await withTexts(whole), shape, form);
}

/** Only members of the output itself can be streams. */
async function withTexts(output: {
  readonly [member: string]: unknown;
}): Promise<{ [member: string]: unknown }> {
  const entries = Object.entries(output).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    await Promise.all(
      entries.map(
        async ([member, value]) => [member, isStream(value) ? await textOf(value) : value] as const,
      ),
    ),
  );
}

function isStream(value: unknown): value is SdkStream {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

/** Throws `ResultTooLarge` as soon as it is. */
export async function textOf(stream: SdkStream): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    if (bytes > payloadBytesMax) throw new ResultTooLarge(`more than ${payloadBytesMax} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function structureResult(
  structure: { readonly [member: string]: unknown },
  shape: Shape,
  form: ResultForm,
): JsonObject {
  const members = shape.kind === 'structure' ? shape.members() : new Map<string, Shape>();
  const result: { [member: string]: Json } = {};
  for (const [name, member] of members) {
    const value = structure[name];
    if (value !== undefined && value !== null) result[form.naming(name)] = resultValue(value, member, form);
  }
  return result;
}

function resultValue(value: unknown, shape: Shape, form: ResultForm): Json {
  if (typeof value === 'string') return value;
  switch (shape.kind) {
    case 'structure':
      return structureResult(value as { readonly [member: string]: unknown }, shape, form);
    case 'list':
      return (value as readonly unknown[]).map((element) => resultValue(element, shape.element(), form));
    case 'map':
      return mapResult(value as { readonly [key: string]: unknown }, shape.value(), form);
    case 'timestamp':
      return form.timestamp(value as Date);
    case 'blob':
      return Buffer.from(value as Uint8Array).toString('utf8');
    case 'string':
    case 'number':
    case 'boolean':
    case 'document':
      return value as Json;
    default:
      return shape satisfies never;
  }
}

function mapResult(map: { readonly [key: string]: unknown }, shape: Shape, form: ResultForm): JsonObject {
  const entries = Object.entries(map).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([key, value]) => [key, resultValue(value, shape, form)]));
}
