import { isJsonObject, type Json } from '../../json.ts';
import type { Located, LocatedState } from './located-state.ts';

/** What a state is recognised by when its name is another. */
export interface Portrait {
  readonly state: LocatedState;
  /** Its place among all states of its definition. */
  readonly place: number;
  /** Each of its fields as text. */
  readonly content: ReadonlyMap<string, string>;
  /** What leads to it and what it leads to: `< A`, `> B`. */
  readonly neighbours: ReadonlySet<string>;
}

/**
 * Where a state leads is its neighbourhood, and how patient it is its policy: neither is what it does. Only states of one
 * Type are compared at all.
 */
const notContent: ReadonlySet<string> = new Set([
  'Type',
  'Next',
  'End',
  'Default',
  'Comment',
  'Catch',
  'Retry',
  'TimeoutSeconds',
  'HeartbeatSeconds',
]);

export function portraitsOf(all: Located, states: readonly LocatedState[]): readonly Portrait[] {
  if (states.length === 0) return [];
  const around = neighboursIn(all);
  const places = new Map(all.states.map((state, place) => [state, place]));
  return states.map((state) => ({
    state,
    place: places.get(state) ?? 0,
    content: new Map(
      Object.entries(state.fields)
        .filter(([field, value]) => !notContent.has(field) && !(field === 'Assign' && isResult(value)))
        .map(([field, value]) => [field, field === 'Choices' ? questionIn(value) : JSON.stringify(value)]),
    ),
    neighbours: around.get(state.name) ?? new Set(),
  }));
}

/** A variable that holds the result is named after its state, and says no more than its name. */
function isResult(assign: Json): boolean {
  const values = isJsonObject(assign) ? Object.values(assign) : [];
  return values.length === 1 && typeof values[0] === 'string' && values[0].includes('$states.result');
}

/** What rules ask, whatever number they compare with: a Choice is often named for its condition, and for that number. */
function questionIn(rules: Json): string {
  return JSON.stringify(rules).replaceAll(/\b\d+(\.\d+)?\b/g, '0');
}

function neighboursIn({ states }: Located): ReadonlyMap<string, ReadonlySet<string>> {
  const around = new Map(states.map((state) => [state.name, new Set<string>()]));
  for (const { name, leadsTo } of states) {
    for (const target of leadsTo) {
      around.get(name)?.add(`> ${target}`);
      around.get(target)?.add(`< ${name}`);
    }
  }
  return around;
}

const weightOfContent = 0.65;

/** From 0 for strangers to 1 for a state that only its name tells apart. */
export function likeness(before: Portrait, after: Portrait): number {
  const around = overlap(before.neighbours, after.neighbours);
  return weightOfContent * contentLikeness(before.content, after.content) + (1 - weightOfContent) * around;
}

/** The share of fields that are equal; a state with nothing to compare says nothing by its content. */
function contentLikeness(before: Portrait['content'], after: Portrait['content']): number {
  const fields = new Set([...before.keys(), ...after.keys()]);
  const equal = [...fields].filter((field) => before.get(field) === after.get(field));
  return fields.size === 0 ? 0.5 : equal.length / fields.size;
}

/** The share of what either has that both have. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const all = new Set([...a, ...b]).size;
  return all === 0 ? 0 : [...a].filter((element) => b.has(element)).length / all;
}
