import { z } from 'zod';
import type { Json } from '../../../asl/json.ts';

type Schema = z.core.JSONSchema.BaseSchema;

/** Deeper than that only a schema goes that contains itself. */
const depthMax = 8;

/** An input that a schema takes, to be changed by whoever starts an execution with it; `{}` where it cannot be said. */
export function sampleInput(input: z.ZodType): Json {
  const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any', reused: 'inline' });
  return sampleOf(schema, depthMax) ?? {};
}

function sampleOf(schema: Schema | boolean, depth: number): Json {
  if (typeof schema === 'boolean' || depth === 0) return {};
  const { default: usual, const: only, enum: [one] = [], examples: [example] = [] } = schema;
  const given = example ?? usual ?? only ?? one;
  if (given !== undefined) return given as Json;
  const [variant] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  if (variant !== undefined) return sampleOf(variant, depth - 1);
  switch (schema.type) {
    case 'object':
      return objectSample(schema, depth);
    case 'array':
      return schema.items === undefined ? [] : [sampleOf(schema.items as Schema, depth - 1)];
    case 'string':
      return textSample(schema);
    case 'integer':
    case 'number':
      return numberSample(schema);
    case 'boolean':
      return false;
    case 'null':
      return null;
    default:
      return {};
  }
}

/** What must be there. */
function objectSample({ properties = {}, required = [] }: Schema, depth: number): Json {
  return Object.fromEntries(
    required.map((key) => [key, sampleOf(properties[key] as Schema | boolean, depth - 1)]),
  );
}

const texts: { readonly [format: string]: string } = {
  email: 'ada@example.com',
  uri: 'https://example.com',
  uuid: '00000000-0000-4000-8000-000000000000',
  date: '2026-01-01',
  'date-time': '2026-01-01T00:00:00Z',
};

function textSample({ format = '', minLength = 1 }: Schema): string {
  return texts[format] ?? 'x'.repeat(minLength);
}

function numberSample({ minimum, exclusiveMinimum }: Schema): number {
  return minimum ?? Number(exclusiveMinimum ?? 0) + 1;
}
