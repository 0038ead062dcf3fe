import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { shortly } from './shortly.ts';
import { batchKey } from './stream-record.ts';
import { streamWorld } from './stream-world.ts';
import { EnrichedEvent, PlacedEvent } from './usage-event.ts';

/** Adds what the catalogue says of the documents. One that it does not know is no reason to hold an event back. */
export const enrichEvents = defineTask('EnrichEvents', {
  input: z.object({ events: z.array(PlacedEvent) }),
  output: z.object({ events: z.array(EnrichedEvent) }),
  errors: ['StorageUnavailable'],
  timeoutSeconds: 10,
  retry: shortly,
  idempotencyKey: ({ events }) => batchKey(events),
  handler: async ({ events }) => {
    const ids = new Set(events.flatMap(({ event: { documentId } }) => documentId ?? []));
    const documents = await streamWorld().readDocuments([...ids]);
    return {
      events: events.map((placed) => ({
        ...placed,
        document: documents.get(placed.event.documentId ?? '') ?? null,
      })),
    };
  },
});
