import { retryPolicy } from '../../asl/builder/retry-policy.ts';
import { TaskError } from '../../asl/builder/task-error.ts';
import { cutOff } from '../aws/repeatable.ts';
import { passes, storageRetries } from '../aws/storage-failure.ts';

/** AWS was throttled, broke down or could not be reached. It passes. */
const CLOUD_UNAVAILABLE = 'CloudUnavailable';

/** What was just made is not visible everywhere yet: a new account lets nobody in for some minutes. */
export const ACCOUNT_NOT_READY = 'AccountNotReady';

export const cloudErrors = ['CloudUnavailable', 'AccountNotReady'] as const;

/** Every task that asks AWS may run twice: it looks what there is before it does anything. */
export const cloudRetries = [
  retryPolicy({ errors: [CLOUD_UNAVAILABLE], maxAttempts: 6, maxDelaySeconds: 30 }),
  retryPolicy({
    errors: [ACCOUNT_NOT_READY],
    intervalSeconds: 5,
    backoffRate: 1.5,
    maxAttempts: 8,
    maxDelaySeconds: 60,
  }),
  retryPolicy({ errors: cutOff, maxAttempts: 3 }),
  ...storageRetries,
] as const;

/** A passing fault as a typed error; what is final, such as a limit, stays as it is and names itself. */
export function cloudFailureOf(thrown: unknown): unknown {
  if (thrown instanceof TaskError || !(thrown instanceof Error)) return thrown;
  const message = `${thrown.name}: ${thrown.message}`;
  if (notReadyYet.has(thrown.name)) return new TaskError(ACCOUNT_NOT_READY, message, { cause: thrown });
  if (limits.has(thrown.name) || !(passing.has(thrown.name) || passes(thrown))) return thrown;
  return new TaskError(CLOUD_UNAVAILABLE, message, { cause: thrown });
}

/** While an account is new. Of an old one they are final, and the retries find that out within six minutes. */
const notReadyYet: ReadonlySet<string> = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'InvalidClientTokenId',
  'OptInRequired',
  'PendingVerification',
  'SubscriptionRequiredException',
  'UnauthorizedOperation',
]);

const passing: ReadonlySet<string> = new Set(['ConcurrentModificationException', 'TooManyRequestsException']);

/** Sounds like a throttle, and is a quota. */
const limits: ReadonlySet<string> = new Set(['LimitExceededException', 'LimitExceeded']);
