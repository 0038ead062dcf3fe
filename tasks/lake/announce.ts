import type { DatasetEvent } from './dataset-record.ts';
import { lake } from './lake.ts';

/** Publishes an event, then takes it from its ingest's outbox: it may be told twice, and never not at all. */
export async function announce(event: DatasetEvent): Promise<string | undefined> {
  const { publish, records } = lake();
  const topic = await publish(event);
  if (topic !== undefined) await records.clearOutbox(event);
  return topic;
}
