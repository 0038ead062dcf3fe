import { z } from 'zod';
import { RecordedError } from '../caught-error.ts';
import { Classification, IngestId } from './dataset-submission.ts';
import { Quality } from './quality/quality-score.ts';

/** What an ingest has come to: what the workflow answers, and what stands in its record. */
export const DatasetRecord = z.object({
  status: z.enum(['PUBLISHED', 'QUARANTINED']),
  ingestId: IngestId,
  database: z.string(),
  table: z.string(),
  /** In quarantine: why. */
  because: z.string(),
  rows: z.int(),
  partitions: z.int(),
  files: z.object({ converted: z.int(), failed: z.int() }),
  quality: Quality,
  classification: Classification,
});
export type DatasetRecord = z.output<typeof DatasetRecord>;

/** What the rest of the house is told about an ingest, at least once; `eventId` tells repetitions. */
export const DatasetEvent = z.object({
  eventId: z.string(),
  type: z.enum(['DatasetPublished', 'DatasetQuarantined', 'IngestFailed', 'IngestParked']),
  ingestId: IngestId,
  record: DatasetRecord.optional(),
  error: RecordedError.optional(),
});
export type DatasetEvent = z.output<typeof DatasetEvent>;

/** An ingest ends once for an execution, so the event is named by both and its kind. */
export function datasetEvent(
  type: DatasetEvent['type'],
  {
    ingestId,
    executionArn,
    ...told
  }: Omit<DatasetEvent, 'eventId' | 'type'> & { readonly executionArn: string },
): DatasetEvent {
  const execution = executionArn.slice(executionArn.lastIndexOf(':') + 1);
  return { eventId: `${ingestId}-${type}-${execution}`, type, ingestId, ...told };
}
