import type { QueryLanguage } from '../definition.ts';

/**
 * The language that the tables of `state-shapes.ts` and `part-shapes.ts` are written in.
 * A *shape* says which fields an object of the definition may have; a *value* says what a field may hold.
 */
export interface Shape {
  readonly fields: { readonly [name: string]: Value };
  readonly required?: readonly string[];
  /** Of each group, exactly one field. */
  readonly exactlyOne?: readonly (readonly string[])[];
  /** Of each group, at most one field. */
  readonly atMostOne?: readonly (readonly string[])[];
}

export type Value = (
  | { readonly is: 'string'; readonly oneOf?: readonly string[]; readonly nonEmpty?: true }
  | { readonly is: 'integer' | 'number'; readonly minimum?: number; readonly maximum?: number }
  | { readonly is: 'boolean' }
  | { readonly is: 'timestamp' }
  /** ErrorEquals, CSVHeaders: a list of strings. */
  | { readonly is: 'strings' }
  | { readonly is: 'path'; readonly kind: PathKind; readonly orNull?: true }
  /** Data with expressions in it; `object` where nothing but an object (or one expression) will do. */
  | { readonly is: 'template'; readonly of: 'object' | 'array' | 'any' }
  /** The variables that Assign sets. */
  | { readonly is: 'assignments' }
  /** An object of the definition, or a list of them. */
  | { readonly is: 'part' | 'parts'; readonly shape: ShapeName; readonly nonEmpty?: true }
  | { readonly is: 'states' }
  | { readonly is: 'anything' }
) & {
  /** The only query language in which the field exists; absent: in both. */
  readonly language?: QueryLanguage;
  /** In a JSONata state the value may be a string `{% … %}` instead. */
  readonly jsonata?: true;
};

/**
 * `path`: any path; `reference`: to one node; `result`: to one node of the input, to write at; `text`: a reference
 * path or an intrinsic function (states-language.net/spec.html#paths).
 */
export type PathKind = 'path' | 'reference' | 'result' | 'text';

export type ShapeName =
  | 'Machine'
  | 'Branch'
  | 'ItemProcessor'
  | 'ProcessorConfig'
  | 'Retrier'
  | 'Catcher'
  | 'ChoiceRule'
  | 'NestedRule'
  | 'ItemReader'
  | 'ReaderConfig'
  | 'ItemBatcher'
  | 'ResultWriter'
  | 'WriterConfig';

/** The value of a field, never one that an object inherits. */
export function fieldOf(shape: Shape, name: string): Value | undefined {
  return Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined;
}
