import type { Activity } from '../../tasks/stream/activity.ts';
import type { PoisonRecord } from '../../tasks/stream/decode-record.ts';
import type { Document } from '../../tasks/stream/store/document-table.ts';
import type { Activities } from '../../tasks/stream/store/activity-table.ts';
import type { StreamRecord } from '../../tasks/stream/stream-record.ts';
import type { StreamWorld } from '../../tasks/stream/stream-world.ts';
import { streamDocuments } from '../../workflows/samples/stream-documents.ts';

/** What the stream tasks touch, in memory, for tests that need thousands. */
export class StreamInMemory implements StreamWorld {
  readonly rows = new Map<string, Activity>();
  readonly letters: PoisonRecord[] = [];
  /** Keys that cannot be written. */
  readonly throttled = new Set<string>();

  readonly readDocuments = async (ids: readonly string[]) =>
    new Map<string, Document>(
      streamDocuments
        .filter(({ documentId }) => ids.includes(documentId))
        .map(({ documentId, title, subject }) => [documentId, { title, subject }]),
    );
  readonly deadLetter = async (poison: readonly PoisonRecord[]) => {
    this.letters.push(...poison);
    return [];
  };
  readonly activities: Activities = {
    read: async (keys) =>
      new Map([...this.rows].filter(([key]) => keys.includes(key)).map(([key, row]) => [key, row])),
    write: async (changes) =>
      changes.map(({ before, after }) => {
        if (this.throttled.has(after.key)) return 'FAILED';
        if (this.rows.get(after.key)?.sequenceNumber !== before?.sequenceNumber) return 'CHANGED';
        this.rows.set(after.key, after);
        return 'WRITTEN';
      }),
  };
}

/** A record as a pipe gives it; what is no text is sent as JSON. */
export function streamRecord(number: number, data: unknown, partitionKey = 'ada'): StreamRecord {
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return {
    eventID: `shardId-000000000000:${number}`,
    sequenceNumber: String(number),
    partitionKey,
    data: Buffer.from(text).toString('base64'),
  };
}

export function usageEvent(eventId: string, more: object = {}) {
  return { eventId, at: '2026-11-23T12:00:00Z', kind: 'VIEW', product: 'research', ...more };
}
