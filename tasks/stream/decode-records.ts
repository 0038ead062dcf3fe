import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { transient } from '../../asl/builder/retry-policy.ts';
import { decodeRecord, PoisonRecord } from './decode-record.ts';
import { batchKey, placeOf, StreamBatchInput } from './stream-record.ts';
import { PlacedEvent } from './usage-event.ts';

/** Tells what can be read from what never will be. It has no effect, and so nothing to undo. */
export const decodeRecords = defineTask('DecodeRecords', {
  input: z.object({ records: StreamBatchInput }),
  output: z.object({ events: z.array(PlacedEvent), poison: z.array(PoisonRecord) }),
  timeoutSeconds: 10,
  retry: [transient],
  idempotencyKey: ({ records }) => batchKey(records.map(placeOf)),
  handler: ({ records }) => {
    const decoded = records.map(decodeRecord);
    return {
      events: decoded.flatMap((one) => (one.type === 'event' ? [one.event] : [])),
      poison: decoded.flatMap((one) => (one.type === 'poison' ? [one.poison] : [])),
    };
  },
});
