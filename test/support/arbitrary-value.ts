import * as fc from 'fast-check';
import { z } from 'zod';
import type { Json } from '../../asl/json.ts';

/** Any JSON value that a schema allows, drawn from the schema's own JSON Schema. */
export function arbitraryValue(schema: z.ZodType): fc.Arbitrary<Json> {
  return arbitraryOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape);
}

/** The part of JSON Schema that schemas of tasks are made of. */
interface Shape {
  readonly type?: string;
  readonly const?: Json;
  readonly enum?: readonly Json[];
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly items?: Shape;
  readonly properties?: { readonly [key: string]: Shape };
  readonly required?: readonly string[];
  readonly additionalProperties?: Shape | boolean;
  readonly minimum?: number;
  readonly maximum?: number;
}

function arbitraryOf(shape: Shape): fc.Arbitrary<Json> {
  if (shape.const !== undefined) return fc.constant(shape.const);
  if (shape.enum) return fc.constantFrom(...shape.enum);
  const alternatives = shape.anyOf ?? shape.oneOf;
  if (alternatives) return fc.oneof(...alternatives.map(arbitraryOf));
  switch (shape.type) {
    case 'string':
      return fc.string({ maxLength: 8 });
    case 'integer':
      return fc.integer({ min: Math.max(shape.minimum ?? -99, -99), max: Math.min(shape.maximum ?? 99, 99) });
    case 'number':
      return fc.integer({ min: shape.minimum ?? -99, max: shape.maximum ?? 99 }).map((whole) => whole / 4);
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(arbitraryOf(shape.items ?? {}), { maxLength: 3 });
    case 'object':
      return objectOf(shape);
    default:
      return fc.constant(null);
  }
}

function objectOf({ properties, required, additionalProperties }: Shape): fc.Arbitrary<Json> {
  if (!properties && typeof additionalProperties === 'object') {
    return fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), arbitraryOf(additionalProperties), {
      maxKeys: 2,
    });
  }
  const fields = Object.entries(properties ?? {}).map(([key, shape]) => [key, arbitraryOf(shape)]);
  const requiredKeys = [...(required ?? [])];
  return fc.record(Object.fromEntries(fields) as { [key: string]: fc.Arbitrary<Json> }, { requiredKeys });
}
