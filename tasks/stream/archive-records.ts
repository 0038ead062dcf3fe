import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { decodeRecord } from './decode-record.ts';

/** What Firehose gives to a transform, and wants back: every record, under its own id. */
const DeliveryRecord = z.object({ recordId: z.string(), data: z.string() });

const ArchivedRecord = z.object({
  recordId: z.string(),
  result: z.enum(['Ok', 'Dropped', 'ProcessingFailed']),
  data: z.string(),
});
type ArchivedRecord = z.output<typeof ArchivedRecord>;

/**
 * Makes lines of JSON of events, so that an object can be queried as a table. What is no event fails by itself: Firehose
 * puts it under the error prefix, and goes on with the others.
 * docs.aws.amazon.com/firehose/latest/dev/data-transformation.html
 */
export const archiveRecords = defineTask('ArchiveRecords', {
  input: z.object({ records: z.array(DeliveryRecord) }),
  output: z.object({ records: z.array(ArchivedRecord) }),
  timeoutSeconds: 60,
  handler: ({ records }) => ({ records: records.map(archived) }),
});

function archived({ recordId, data }: z.output<typeof DeliveryRecord>): ArchivedRecord {
  const decoded = decodeRecord({ eventID: recordId, partitionKey: recordId, sequenceNumber: '0', data });
  if (decoded.type === 'poison') return { recordId, result: 'ProcessingFailed', data };
  const line = `${JSON.stringify(decoded.event.event)}\n`;
  return { recordId, result: 'Ok', data: Buffer.from(line).toString('base64') };
}
