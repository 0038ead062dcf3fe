import { retryPolicy, transient } from '../../../asl/builder/retry-policy.ts';
import { cutOff } from '../../aws/repeatable.ts';

/**
 * Only what is sure to have done nothing: the provider says so, or Lambda has not started the function. A charge that
 * failed in any other way is looked up before anything else happens.
 */
export const untouched = retryPolicy({
  errors: ['PaymentUnavailable', 'Lambda.TooManyRequestsException'],
  maxAttempts: 3,
});

/** A customer waits for this: six questions within two minutes. */
const untilKnown = retryPolicy({
  errors: ['PaymentUnknown', 'PaymentUnavailable', ...cutOff],
  intervalSeconds: 5,
  maxAttempts: 5,
  maxDelaySeconds: 40,
});

/** Nobody waits, and money is at stake: almost five minutes. */
const untilReversed = retryPolicy({
  errors: ['PaymentUnknown', 'PaymentUnavailable', ...cutOff],
  intervalSeconds: 2,
  maxAttempts: 8,
});

export const lookUpRetries = [untilKnown, transient] as const;

export const reversalRetries = [untilReversed, transient] as const;
