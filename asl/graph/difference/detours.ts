import { textIn } from '../words/fields.ts';
import type { Located, LocatedState } from './located-state.ts';
import type { Pair } from './located-state.ts';
import type { NameNow } from './route-changes.ts';

/** Where ways through newcomers come out. A *newcomer* stands in one of the two definitions only. */
export interface Detours {
  /** The first state on the way that is none; undefined where the way ends. */
  readonly endOf: (from: string | undefined) => string | undefined;
  readonly nextOf: (name: string) => string | undefined;
}

/** Each newcomer is passed once, however many ways lead through it. */
export function detoursOf(all: Located, newcomers: ReadonlySet<string>, nameNow: NameNow): Detours {
  const states = new Map(all.states.map((state) => [state.name, state]));
  const nextOf = (name: string) => {
    const state = states.get(name);
    return state === undefined ? undefined : nextNow(state, nameNow);
  };
  const ends = new Map<string, string | undefined>();
  const endOf = (from: string | undefined) => {
    const passed = new Set<string>();
    let place = from;
    while (place !== undefined && newcomers.has(place) && !passed.has(place) && !ends.has(place)) {
      passed.add(place);
      place = nextOf(place);
    }
    const end = place !== undefined && ends.has(place) ? ends.get(place) : place;
    for (const name of passed) ends.set(name, end);
    return end;
  };
  return { endOf, nextOf };
}

export function nextNow({ fields }: LocatedState, nameNow: NameNow): string | undefined {
  const next = textIn(fields, 'Next');
  return next === undefined ? undefined : nameNow(next);
}

export function nameAsIs(name: string): string {
  return name;
}

/** A state of both definitions, with where it leads in the one without and in the one with the newcomers. */
export interface Link {
  readonly name: string;
  readonly direct: string | undefined;
  readonly detour: string | undefined;
}

/** By newcomer, the link into which it is put: ` between A and B`, ` after A`. */
export function placesBetween(
  links: readonly Link[],
  newcomers: ReadonlySet<string>,
  { endOf, nextOf }: Detours,
): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  for (const { name, direct, detour } of links) {
    if (detour === undefined || detour === direct || endOf(detour) !== direct) continue;
    const words = direct === undefined ? ` after ${name}` : ` between ${name} and ${direct}`;
    let place: string | undefined = detour;
    while (place !== undefined && newcomers.has(place) && !places.has(place)) {
      places.set(place, words);
      place = nextOf(place);
    }
  }
  return places;
}

/** Whether a state's new Next only makes room for states that came, or closes the gap of some that went. */
export function roomMaking(before: Detours, after: Detours, nameNow: NameNow): (pair: Pair) => boolean {
  return (pair) => after.endOf(nextNow(pair.after, nameAsIs)) === before.endOf(nextNow(pair.before, nameNow));
}
