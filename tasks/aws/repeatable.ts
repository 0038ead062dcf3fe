import { retryPolicy } from '../../asl/builder/retry-policy.ts';
import { storageRetries } from './storage-failure.ts';

/** The function was cut off: out of time, out of memory. Whether before its effect or after, nobody knows. */
export const cutOff = ['States.Timeout', 'Lambda.Unknown', 'Runtime.ExitError', 'Sandbox.Timedout'] as const;

/** For tasks that may run twice: whatever the first time did, the second makes it whole. */
export const repeatable = [...storageRetries, retryPolicy({ errors: cutOff, maxAttempts: 3 })] as const;
