import type { HistoryEvent } from '@aws-sdk/client-sfn';

/** A task that waits for somebody to send its token back. */
export interface OpenToken {
  readonly state: string;
  readonly taskToken: string;
}

/**
 * The tokens that an execution has sent out and still waits for, as its history shows them: in the parameters of tasks
 * that were scheduled and have not ended. A token of Stateyard is readable, and names its execution first; those of AWS
 * are not, and are not found.
 */
export function openTokens(executionArn: string, events: readonly HistoryEvent[]): readonly OpenToken[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  const ended = new Set(events.filter(endsTask).map((event) => beginning(event, byId)));
  return events
    .filter((event) => waitsForToken(event) && !ended.has(event))
    .flatMap((event) => {
      const state = byId.get(event.previousEventId)?.stateEnteredEventDetails?.name ?? '';
      return tokensIn(event, executionArn).map((taskToken) => ({ state, taskToken }));
    });
}

function waitsForToken({ taskScheduledEventDetails }: HistoryEvent): boolean {
  return taskScheduledEventDetails?.resource?.endsWith('.waitForTaskToken') ?? false;
}

function endsTask({ type }: HistoryEvent): boolean {
  return /^Task(Succeeded|Failed|TimedOut|StartFailed|SubmitFailed|StateAborted)$/.test(type ?? '');
}

/** The event that scheduled the task: each event of a task follows from the one before. */
function beginning(
  event: HistoryEvent,
  byId: ReadonlyMap<number | undefined, HistoryEvent>,
): HistoryEvent | undefined {
  let at: HistoryEvent | undefined = event;
  while (at !== undefined && at.type !== 'TaskScheduled') at = byId.get(at.previousEventId);
  return at;
}

function tokensIn({ taskScheduledEventDetails }: HistoryEvent, executionArn: string): readonly string[] {
  const words = taskScheduledEventDetails?.parameters?.match(/[A-Za-z0-9+/]+=*/g) ?? [];
  const begins = `${executionArn}#`;
  const tokens = words.filter((word) => Buffer.from(word, 'base64').toString('utf8').startsWith(begins));
  return [...new Set(tokens)];
}
