import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { TaskError } from '../../asl/builder/task-error.ts';
import { repeatable } from '../aws/repeatable.ts';
import { DatasetEvent, datasetEvent, DatasetRecord } from './dataset-record.ts';
import { lake } from './lake.ts';

/** Writes down that an ingest has ended well, published or in quarantine, with the event that tells of it. */
export const recordDataset = defineTask('RecordDataset', {
  input: z.object({ record: DatasetRecord, executionArn: z.string() }),
  output: z.object({ event: DatasetEvent }),
  errors: ['IngestLost', 'StorageUnavailable'],
  timeoutSeconds: 10,
  retry: repeatable,
  handler: async ({ record, executionArn }, { metrics }) => {
    const { records, now } = lake();
    const { ingestId, status } = record;
    const type = status === 'PUBLISHED' ? 'DatasetPublished' : 'DatasetQuarantined';
    const event = datasetEvent(type, { ingestId, executionArn, record });
    const written = await records.end({ ingestId, executionArn, status, record, event, now: now() });
    if (!written) throw new TaskError('IngestLost', `Ingest ${ingestId} is not ${executionArn}'s any more.`);
    metrics.count(type);
    return { event };
  },
});
