/**
 * Methods that lists and texts of JavaScript have and references have not, and what to write instead. Tracing says it; of
 * lists the compiler does too, in its message about the call.
 */
const ofLists = {
  map: 'map(list, (item) => …)',
  forEach: 'map(list, (item) => …)',
  filter: 'jsonata`${list}[field = value]`',
  find: 'jsonata`${list}[field = value][0]`',
  some: 'contains(list, value), or jsonata',
  every: 'jsonata',
  includes: 'contains(list, value)',
  indexOf: 'contains(list, value), or jsonata',
  concat: 'jsonata`$append(${one}, ${other})`',
  join: "jsonata`$join(${list}, ', ')`",
  slice: 'partition(list, size), or jsonata',
  reduce: 'jsonata`$sum(${list}.field)`',
  sort: 'jsonata`$sort(${list})`',
  push: 'a new list: jsonata`$append(${list}, ${item})`',
} as const;

const ofTexts = {
  includes: "matches(text, '*part*')",
  startsWith: "matches(text, 'start*')",
  endsWith: "matches(text, '*end')",
  toUpperCase: 'jsonata`$uppercase(${text})`',
  toLowerCase: 'jsonata`$lowercase(${text})`',
  trim: 'jsonata`$trim(${text})`',
  split: "jsonata`$split(${text}, ',')`",
  replace: "jsonata`$replace(${text}, 'a', 'b')`",
  slice: 'jsonata`$substring(${text}, 0, 3)`',
  concat: 'format`${one}${other}`',
};

export type ListMethods = { readonly [Name in keyof typeof ofLists]: Write<(typeof ofLists)[Name]> };

declare const instead: unique symbol;

/** Nothing that can be called: the message about a call prints the type, and with it what to write. */
interface Write<Instead extends string> {
  readonly [instead]: Instead;
}

/** Nothing for what is no such method. */
export function insteadOfMethod(name: string): string | undefined {
  const known: { readonly [name: string]: string | undefined } = { ...ofTexts, ...ofLists };
  return known[name];
}
