import { defineTask } from '../../asl/builder/define-task.ts';
import { transient } from '../../asl/builder/retry-policy.ts';
import { decide, Findings } from './outcome.ts';
import { PhotoResult } from './photo-record.ts';

/** Weighs what the branches found: SUCCEEDED, PARTIAL or REJECTED. Pure. */
export const decideOutcome = defineTask('DecideOutcome', {
  input: Findings,
  output: PhotoResult,
  timeoutSeconds: 10,
  retry: [transient],
  handler: decide,
});
