import { TaskError } from '../../asl/builder/task-error.ts';
import { retryPolicy, transient } from '../../asl/builder/retry-policy.ts';

/** Every task here may report it: S3 or DynamoDB throttled, broke down or could not be reached. It passes. */
export const STORAGE_UNAVAILABLE = 'StorageUnavailable';

/** On top of the SDK's own quick tries: few, capped, with full jitter. */
export const storageRetries = [
  retryPolicy({ errors: [STORAGE_UNAVAILABLE], maxAttempts: 6, maxDelaySeconds: 30 }),
  transient,
] as const;

/** A passing fault of a service as a typed error; what is final, such as a missing permission, stays as it is. */
export function storageFailureOf(thrown: unknown): unknown {
  if (thrown instanceof TaskError || !(thrown instanceof Error) || !passes(thrown)) return thrown;
  return new TaskError(STORAGE_UNAVAILABLE, `${thrown.name}: ${thrown.message}`, { cause: thrown });
}

/** What SDK errors carry (docs of @smithy/types: ServiceException, ResponseMetadata). */
export interface SdkError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly code?: string;
}

export function passes(error: SdkError): boolean {
  const status = error.$metadata?.httpStatusCode;
  if (status === undefined) return networkFaults.has(error.code ?? error.name);
  return status >= 500 || status === 429 || throttles.test(error.name);
}

const networkFaults: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'TimeoutError',
]);

const throttles = /Throttl|SlowDown|LimitExceeded|ThroughputExceeded|TooManyRequests/;
