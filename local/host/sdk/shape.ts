/**
 * What a value of a service's API looks like, read from the schemas that the clients of AWS SDK v3 carry. So every
 * service whose client is installed can be called with plain JSON, without a list of ours.
 *
 * A schema is a number for a simple type, or a tuple; `[schema, traits]` stands for a schema with traits, and a
 * function for a schema that is not made yet. The numbers are those of @smithy/types, `schema/sentinels`.
 */
export type Shape =
  | {
      readonly kind: 'structure';
      readonly members: () => ReadonlyMap<string, Shape>;
      readonly required: readonly string[];
    }
  | { readonly kind: 'list'; readonly element: () => Shape }
  | { readonly kind: 'map'; readonly value: () => Shape }
  | { readonly kind: 'string' | 'number' | 'boolean' | 'timestamp' | 'blob' | 'document' };

/** The shapes of an operation's input and output. */
export interface OperationShapes {
  readonly input: Shape;
  readonly output: Shape;
}

type Schema = number | string | readonly unknown[] | (() => Schema);

/** The tuple of an operation: kind, namespace, name, traits, input, output. */
export function operationShapes(schema: readonly unknown[]): OperationShapes {
  return { input: shapeOf(schema[4] as Schema), output: shapeOf(schema[5] as Schema) };
}

function shapeOf(schema: Schema): Shape {
  if (typeof schema === 'function') return shapeOf(schema());
  if (typeof schema === 'number') return simpleShape(schema);
  if (typeof schema === 'string') return { kind: 'structure', members: () => new Map(), required: [] };
  const known = shapes.get(schema);
  if (known !== undefined) return known;
  const shape = tupleShape(schema);
  shapes.set(schema, shape);
  return shape;
}

/** Schemas refer to each other in circles, so the parts of a shape are made when somebody asks. */
const shapes = new WeakMap<readonly unknown[], Shape>();

function tupleShape(tuple: readonly unknown[]): Shape {
  const [kind] = tuple;
  if (typeof kind !== 'number' || tuple.length === 2) return shapeOf(kind as Schema);
  switch (kind) {
    case 1:
      return { kind: 'list', element: () => shapeOf(tuple[4] as Schema) };
    case 2:
      return { kind: 'map', value: () => shapeOf(tuple[5] as Schema) };
    case 0:
      return shapeOf(tuple[4] as Schema);
    default:
      return structure(tuple);
  }
}

/** Its required members come first; the tuple ends with their number, if there are any. */
function structure(tuple: readonly unknown[]): Shape {
  const names = tuple[4] as readonly string[];
  const schemas = tuple[5] as readonly Schema[];
  let members: ReadonlyMap<string, Shape> | undefined;
  const make = () => new Map(names.map((name, index) => [name, shapeOf(schemas[index] as Schema)]));
  const required = names.slice(0, (tuple[6] as number | undefined) ?? 0);
  return { kind: 'structure', members: () => (members ??= make()), required };
}

const listOf = 64;
const mapOf = 128;

function simpleShape(schema: number): Shape {
  if (schema >= mapOf) return { kind: 'map', value: () => simpleShape(schema - mapOf) };
  if (schema >= listOf) return { kind: 'list', element: () => simpleShape(schema - listOf) };
  switch (schema) {
    case 1:
    case 17:
    case 19:
      return { kind: 'number' };
    case 2:
      return { kind: 'boolean' };
    case 4:
    case 5:
    case 6:
    case 7:
      return { kind: 'timestamp' };
    case 15:
      return { kind: 'document' };
    case 21:
    case 42:
      return { kind: 'blob' };
    default:
      return { kind: 'string' };
  }
}
