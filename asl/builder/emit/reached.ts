import { AuthoringError } from '../authoring-error.ts';
import type { LinkedState, Target } from './linked.ts';

/** A handler of which every error is handled further in would be states that nothing leads to, which AWS refuses. */
export function checkReached(states: readonly LinkedState[], startAt: string): void {
  const ways = new Map(states.map((state) => [state.name, waysOutOf(state)]));
  const reached = new Set([startAt]);
  for (const name of reached) for (const next of ways.get(name) ?? []) reached.add(next);
  const lost = states.find(({ name }) => !reached.has(name));
  if (lost === undefined) return;
  throw new AuthoringError(
    `Nothing leads to ${lost.name}: the errors that it handles are handled before they come to it. Remove the handler that it stands in.`,
  );
}

function waysOutOf(state: LinkedState): readonly string[] {
  const names = (targets: readonly Target[]) => targets.map(({ next }) => next);
  if (state.kind === 'choice') return names([...state.rules, state.otherwise]);
  return [...(state.after.next === undefined ? [] : [state.after.next]), ...names(state.catchers)];
}
