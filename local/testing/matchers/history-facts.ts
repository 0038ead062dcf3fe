import type { ToldEvent } from './told-event.ts';

/** The names of the states that were entered, in order. */
export function enteredStates(events: readonly ToldEvent[]): readonly string[] {
  return events.filter(isEntered).map(({ name = '' }) => name);
}

/** Whether the one state was entered right after the other was left. */
export function hasTransition(events: readonly ToldEvent[], from: string, to: string): boolean {
  const byId = new Map(events.map((event) => [event.id, event]));
  return events.some((event) => {
    if (!isEntered(event) || event.name !== to) return false;
    const before = byId.get(event.previousEventId);
    return before?.type.endsWith('StateExited') === true && before.name === from;
  });
}

/**
 * How often the work of a Task state was asked for. The events that ask do not name their state; what they follow
 * from leads back to it: its being entered, or the failure of an attempt before.
 */
export function attemptsOf(events: readonly ToldEvent[], state: string): number {
  const byId = new Map(events.map((event) => [event.id, event]));
  const stateOf = (event: ToldEvent): string | undefined => {
    let at: ToldEvent | undefined = event;
    while (at !== undefined && !isEntered(at)) at = byId.get(at.previousEventId);
    return at?.name;
  };
  return events.filter((event) => scheduled.has(event.type) && stateOf(event) === state).length;
}

const scheduled: ReadonlySet<string> = new Set([
  'TaskScheduled',
  'LambdaFunctionScheduled',
  'ActivityScheduled',
]);

function isEntered({ type }: ToldEvent): boolean {
  return type.endsWith('StateEntered');
}
