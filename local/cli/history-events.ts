import type { HistoryEvent, SFN } from '@aws-sdk/client-sfn';

/** The events of an execution after a given one, in order. */
export async function eventsAfter(
  client: SFN,
  executionArn: string,
  lastId: number,
): Promise<HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.getExecutionHistory({ executionArn, reverseOrder: true, nextToken });
    const fresh = (page.events ?? []).filter((event) => (event.id ?? 0) > lastId);
    events.push(...fresh);
    nextToken = fresh.length < (page.events?.length ?? 0) ? undefined : page.nextToken;
  } while (nextToken !== undefined);
  return events.toReversed();
}
