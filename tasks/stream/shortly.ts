import { retryPolicy, transient } from '../../asl/builder/retry-policy.ts';
import { cutOff } from '../aws/repeatable.ts';
import { STORAGE_UNAVAILABLE } from '../aws/storage-failure.ts';

/**
 * Bridges hiccups only: while a batch is tried here, the records behind it wait. Whatever lasts longer fails the
 * execution, and the pipe, which has patience for days, gives the batch again.
 */
export const shortly = [
  retryPolicy({ errors: [STORAGE_UNAVAILABLE, ...transient.errors], maxAttempts: 3, maxDelaySeconds: 4 }),
  retryPolicy({ errors: cutOff, maxAttempts: 1 }),
] as const;
