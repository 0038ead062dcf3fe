import type { Json, JsonObject } from '../../asl/json.ts';
import type { HistoryEvent } from './history-event.ts';
import type { EpochMs } from './signal.ts';

/**
 * An event as GetExecutionHistory gives it (docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html).
 * The protocol decides how times are written: `timestamp` is in milliseconds unless another way is given.
 */
export type ApiHistoryEvent = {
  readonly timestamp: number;
  readonly type: string;
  readonly id: number;
  readonly previousEventId: number;
} & JsonObject;

/** Makes the text that the history itself does not hold: inputs, outputs and variables as JSON texts. */
export function toApiEvent(event: HistoryEvent, timeOf = (at: EpochMs): number => at): ApiHistoryEvent {
  const { at, type, id, previousEventId } = event;
  const details = detailsOf(event);
  const told: { [member: string]: Json } & ApiHistoryEvent = {
    timestamp: timeOf(at),
    type,
    id,
    previousEventId,
  };
  if (details !== undefined) told[detailsKey(type)] = details;
  return told;
}

/** Made once for each type: a text that is put together anew takes longer than the rest of the event. */
const detailsKeys = new Map<HistoryEvent['type'], string>();

function detailsKey(type: HistoryEvent['type']): string {
  const key = detailsKeys.get(type) ?? newDetailsKey(type);
  detailsKeys.set(type, key);
  return key;
}

/** All entered events share one key, and so do all exited ones; the others are named for their type. */
function newDetailsKey(type: HistoryEvent['type']): string {
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
  const members = event as unknown as { readonly [name: string]: Json | undefined };
  for (const name in members) {
    const value = members[name];
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
      details['input'] = JSON.stringify(value);
      details['inputDetails'] = notTruncated;
      break;
    case 'output':
      details['output'] = JSON.stringify(value);
      details['outputDetails'] = notTruncated;
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
