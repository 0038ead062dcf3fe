/**
 * What a service's API model says of a task's result, in terms of JSON and with the names that the integration
 * shows. Parts are made when somebody asks: models refer to themselves.
 */
export type ResultShape =
  | {
      readonly kind: 'structure';
      readonly members: () => ReadonlyMap<string, ResultShape>;
      readonly required: readonly string[];
    }
  | { readonly kind: 'list'; readonly element: () => ResultShape }
  | { readonly kind: 'map'; readonly value: () => ResultShape }
  | { readonly kind: 'string' | 'number' | 'boolean' | 'any' };
