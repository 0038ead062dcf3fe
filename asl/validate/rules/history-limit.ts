import { type Loop, loopsOf, statesThatBound } from '../loops.ts';
import type { Machine, State } from '../machine.ts';
import { type Finding, warning } from '../rule.ts';

/** docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html; Express executions have no such limit. */
const historyEventsMax = 25_000;

/**
 * A loop that only TimeoutSeconds ends is ended before its history is full, as far as its waits are told by numbers.
 * Where there is no TimeoutSeconds, another rule asks for one.
 */
export function* historyLimit(machine: Machine): Iterable<Finding> {
  const { TimeoutSeconds: timeout } = machine.fields;
  if (machine.type === 'EXPRESS' || typeof timeout !== 'number') return;
  const looping = machine.graphs.filter(({ states }) => [...states.values()].some(waits));
  if (looping.length === 0) return;
  const bounding = statesThatBound(machine);
  for (const graph of looping) {
    for (const loop of loopsOf(graph, bounding)) {
      const rounds = Math.floor(timeout / secondsOf(loop));
      const events = rounds * eventsOf(loop);
      if (!Number.isFinite(events) || events <= historyEventsMax) continue;
      const message =
        `Within TimeoutSeconds this loop may go round ${rounds} times, which makes some ${events} events; ` +
        `an execution fails at ${historyEventsMax}. Wait longer, or count the rounds.`;
      yield warning('HISTORY_LIMIT', message, loop.transition.place);
    }
  }
}

function waits({ type, fields }: State): boolean {
  return type === 'Wait' && typeof fields['Seconds'] === 'number';
}

/** What a round takes at least. */
function secondsOf({ states }: Loop): number {
  return states.filter(waits).reduce((sum, { fields }) => sum + Number(fields['Seconds']), 0);
}

/** Entered and exited; a Task is scheduled, started and done in between. */
function eventsOf({ states }: Loop): number {
  return states.reduce((sum, { type }) => sum + (type === 'Task' ? 5 : 2), 0);
}
