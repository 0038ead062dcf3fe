import { compensationReport } from '../../asl/builder/saga.ts';
import { type CaughtError, type RecordedError, recordedError } from '../caught-error.ts';
import { type DatasetEvent, datasetEvent } from './dataset-record.ts';

/** How an ingest ends that came to nothing. */
export interface IngestEnding {
  readonly status: 'FAILED' | 'PARKED';
  readonly error: RecordedError;
  readonly event: DatasetEvent;
}

/** Whatever could be undone has been; where that is not all, an operator finds in the message what is left. */
export function ingestEnding(
  ingest: { readonly ingestId: string; readonly executionArn: string },
  caught: CaughtError,
): IngestEnding {
  const report =
    caught.Error === 'CompensationIncomplete' ? compensationReport(caught.Cause ?? '') : undefined;
  if (report === undefined) {
    const error = recordedError(caught);
    return { status: 'FAILED', error, event: datasetEvent('IngestFailed', { ...ingest, error }) };
  }
  const left = Object.entries(report.undos).flatMap(([state, outcome]) =>
    outcome === 'UNDONE' ? [] : [`${state} (${recordedError(outcome).name})`],
  );
  const message = `After ${report.failure.Error} these effects could not be undone: ${left.join(', ')}.`;
  const error = { name: caught.Error, message };
  return { status: 'PARKED', error, event: datasetEvent('IngestParked', { ...ingest, error }) };
}
