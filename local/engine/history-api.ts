import type { Json, JsonObject } from '../../asl/json.ts';
import type { HistoryEvent } from './history-event.ts';
import type { EpochMs } from './signal.ts';

/**
 * An event as GetExecutionHistory gives it, except that `timestamp` is in milliseconds: the protocol decides
 * how times are written (docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html).
 */
export type ApiHistoryEvent = {
  readonly timestamp: EpochMs;
  readonly type: string;
  readonly id: number;
  readonly previousEventId: number;
} & JsonObject;

/** Makes the text that the history itself does not hold: inputs, outputs and variables as JSON texts. */
export function toApiEvent(event: HistoryEvent): ApiHistoryEvent {
  const head = {
    timestamp: event.at,
    type: event.type,
    id: event.id,
    previousEventId: event.previousEventId,
  };
  const details = detailsOf(event);
  return details === undefined ? head : { ...head, [detailsKey(event.type)]: details };
}

/** All entered events share one key, and so do all exited ones; the others are named for their type. */
function detailsKey(type: HistoryEvent['type']): string {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}

/** AWS gives no details object at all to the events that have nothing to tell. */
const withoutDetails: ReadonlySet<string> = new Set([
  'ParallelStateStarted',
  'ParallelStateSucceeded',
  'ParallelStateFailed',
  'ParallelStateAborted',
  'MapStateSucceeded',
  'MapStateFailed',
  'MapStateAborted',
  'TaskStateAborted',
  'WaitStateAborted',
  'MapRunSucceeded',
  'MapRunAborted',
  'LambdaFunctionStarted',
] satisfies HistoryEvent['type'][]);

function detailsOf(event: HistoryEvent): JsonObject | undefined {
  if (withoutDetails.has(event.type)) return undefined;
  const details: { [key: string]: Json } = {};
  for (const [name, value] of Object.entries(event) as [string, Json | undefined][]) {
    if (value !== undefined && !isHead(name)) addDetail(details, name, value);
  }
  return details;
}

function isHead(name: string): boolean {
  return name === 'id' || name === 'previousEventId' || name === 'at' || name === 'type';
}

const notTruncated = { truncated: false } as const;

function addDetail(details: { [key: string]: Json }, name: string, value: Json): void {
  switch (name) {
    case 'input':
    case 'output':
      details[name] = JSON.stringify(value);
      details[`${name}Details`] = notTruncated;
      break;
    case 'parameters':
      details[name] = JSON.stringify(value);
      break;
    case 'assignedVariables':
      details[name] = Object.fromEntries(
        Object.entries(value as JsonObject).map(([variable, assigned]) => [
          variable,
          JSON.stringify(assigned),
        ]),
      );
      details['assignedVariablesDetails'] = notTruncated;
      break;
    default:
      details[name] = value;
  }
}
