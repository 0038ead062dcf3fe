import { fieldOf, sourceOf } from '../expression.ts';
import { pascalCase } from '../pascal-case.ts';
import { checkHandlers } from '../raised-errors.ts';
import { reference, type GraphValue, type Ref } from '../reference.ts';
import { append, traceGraph } from '../trace.ts';
import type { HandledResults, HandledValue, Handlers } from './handlers.ts';
import { fallibleParts, type FallibleSettings } from './settings.ts';

type Branch = () => unknown;

type BranchValue<B> = B extends () => infer R ? GraphValue<R> : never;

/** What each branch returned, by name. */
export type BranchResults<B> = { -readonly [Name in keyof B]: BranchValue<B[Name]> };

/**
 * A Parallel state: its branches run at the same time (states-language.net/spec.html#parallel-state). Given one after
 * the other, their values come back as a tuple: `const [labels, thumbnails] = parallel(() => …, () => …)`. Given by
 * name, the state may have settings, and its value has what each branch returned under its name.
 */
export function parallel<const B extends readonly [Branch, ...Branch[]]>(
  ...branches: B
): { readonly [Index in keyof B]: Ref<BranchValue<B[Index]>> };
export function parallel<
  const B extends { readonly [name: string]: Branch },
  const Caught extends HandledResults = {},
>(
  branches: B,
  settings?: FallibleSettings<BranchResults<B>> & {
    readonly catch?: Handlers<Caught, string>;
  },
): Ref<BranchResults<B> | HandledValue<Caught>>;
export function parallel(
  first: Branch | { readonly [name: string]: Branch },
  ...rest: readonly unknown[]
): unknown {
  if (typeof first === 'object') return byName(first, rest[0] as FallibleSettings<unknown> | undefined);
  const branches = [first, ...(rest as Branch[])];
  const result = sourceOf(appendParallel(branches, undefined, {}));
  return branches.map((_branch, index) => reference(fieldOf(result, index)));
}

function byName(
  branches: { readonly [name: string]: Branch },
  settings: FallibleSettings<unknown> = {},
): Ref<unknown> {
  return reference(sourceOf(appendParallel(Object.values(branches), Object.keys(branches), settings)));
}

function appendParallel(
  branches: readonly Branch[],
  keys: readonly string[] | undefined,
  settings: FallibleSettings<unknown>,
) {
  const parts = fallibleParts({ name: nameOf(keys) }, settings);
  const blocks = branches.map((branch) => traceGraph(branch));
  checkHandlers(parts.handlers, blocks);
  append({ kind: 'parallel', ...parts, branches: blocks, keys });
  return parts.source;
}

/** A few branches name their state: HoldsAndCharge. */
function nameOf(keys: readonly string[] = []): string {
  return keys.length > 1 && keys.length <= BRANCHES_NAMED_MAX ? keys.map(pascalCase).join('And') : 'Parallel';
}

const BRANCHES_NAMED_MAX = 3;
