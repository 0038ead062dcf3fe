import type { Json, JsonObject } from '../../asl/json.ts';
import type { CompiledFail, CompiledState, Transition } from './compile/program.ts';
import type { HistoryEvent } from './history-event.ts';
import { expressHistoryEventsMax, historyEventsMax } from './limits.ts';
import type { RunningExecution } from './running-execution.ts';
import type { Scope } from './scope.ts';
import type { Timeline } from './timeline.ts';

/** An event without what the history adds: its id, what it follows from, its time. */
export type EventDetails = HistoryEvent extends infer Event
  ? Event extends HistoryEvent
    ? Omit<Event, 'id' | 'previousEventId' | 'at'>
    : never
  : never;

/** The next event would be one too many; the execution must fail instead. */
export class HistoryFull extends Error {
  override readonly name = 'HistoryFull';

  constructor(timeline: Timeline) {
    super(`The execution reached the maximum number of history events (${eventsMax(timeline)}).`);
  }
}

/** Records an event of a scope, following from the scope's last one, which it becomes. */
export function record(execution: RunningExecution, scope: Scope, details: EventDetails): void {
  scope.lastEventId = recordFrom(execution, scope, scope.lastEventId, details);
}

/** Records an event that follows from any other, and is not what the scope's next one follows from. Returns its id. */
export function recordFrom(
  execution: RunningExecution,
  scope: Scope,
  previousEventId: number,
  details: EventDetails,
): number {
  return append(execution, scope.timeline, { id: claimId(scope.timeline), previousEventId, details });
}

/** The event that ends a timeline; there is always room for it. */
export function recordLast(
  execution: RunningExecution,
  timeline: Timeline,
  last: { readonly previousEventId: number; readonly details: EventDetails },
): void {
  append(execution, timeline, { id: timeline.history.length + 1, ...last });
}

/** The two events of every transition are made in place: they are most of any history. */
export function recordEntered(execution: RunningExecution, scope: Scope): void {
  const id = claimId(scope.timeline);
  const { state } = scope;
  scope.timeline.history.push({
    id,
    previousEventId: scope.lastEventId,
    at: execution.now,
    type: state.enteredEvent,
    name: state.name,
    input: scope.input,
  });
  scope.lastEventId = id;
  scope.enteredEventId = id;
}

/** How a state is left: which state, with what, and for where. */
export interface Exit {
  readonly state: Exclude<CompiledState, CompiledFail>;
  readonly output: Json;
  readonly assigned: JsonObject | undefined;
  readonly next: Transition;
}

export function recordExited(execution: RunningExecution, scope: Scope, exit: Exit): void {
  const id = claimId(scope.timeline);
  scope.timeline.history.push({
    id,
    previousEventId: scope.lastEventId,
    at: execution.now,
    type: exit.state.exitedEvent,
    name: exit.state.name,
    output: exit.output,
    assignedVariables: exit.assigned,
  });
  scope.lastEventId = id;
}

function append(
  execution: RunningExecution,
  timeline: Timeline,
  event: { readonly id: number; readonly previousEventId: number; readonly details: EventDetails },
): number {
  const { id, previousEventId, details } = event;
  timeline.history.push({ id, previousEventId, at: execution.now, ...details });
  return id;
}

function claimId(timeline: Timeline): number {
  const id = timeline.history.length + 1;
  if (id >= historyEventsMax && id >= eventsMax(timeline)) throw new HistoryFull(timeline);
  return id;
}

function eventsMax({ start }: Timeline): number {
  return start.type === 'STANDARD' ? historyEventsMax : expressHistoryEventsMax;
}
