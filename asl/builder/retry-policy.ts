import type { Retrier } from '../definition.ts';

/**
 * When and how often a task is tried again: plain data, named once and used everywhere.
 * Emitted as one retrier (states-language.net/spec.html#retrying-after-error).
 */
export interface RetryPolicy<ErrorName extends string = string> {
  /** The error names to retry on, which Retry calls ErrorEquals. */
  readonly errors: readonly ErrorName[];
  /** The wait before the first retry. */
  readonly intervalSeconds: number;
  /** What each further wait is multiplied by. */
  readonly backoffRate: number;
  /** Retries after the first attempt; 0 means never. */
  readonly maxAttempts: number;
  /** No wait is longer than this. */
  readonly maxDelaySeconds: number;
  /** FULL draws each wait between zero and its computed length, so that many executions do not return at once. */
  readonly jitterStrategy: 'FULL' | 'NONE';
}

/** A retry policy is its errors; every other setting has a careful default: capped, few, with full jitter. */
export function retryPolicy<const ErrorName extends string>(
  settings: { readonly errors: readonly ErrorName[] } & Partial<RetryPolicy<ErrorName>>,
): RetryPolicy<ErrorName> {
  const { intervalSeconds = 1 } = settings;
  return Object.freeze({
    intervalSeconds,
    backoffRate: 2,
    maxAttempts: 3,
    // The service wants it to be more than the interval.
    maxDelaySeconds: Math.max(30, 2 * intervalSeconds),
    jitterStrategy: 'FULL',
    ...settings,
  });
}

/**
 * Faults that pass by themselves: the Lambda service's own errors and throttles
 * (docs.aws.amazon.com/step-functions/latest/dg/bp-lambda-serviceexception.html), and the throttles, server errors and
 * network faults that an SDK client inside the function lets through. A name without a service is given the service of
 * a direct SDK integration that uses the policy.
 */
export const transient = retryPolicy({
  errors: [
    'Lambda.ClientExecutionTimeoutException',
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.TooManyRequestsException',
    'ThrottlingException',
    'TooManyRequestsException',
    'ServiceUnavailableException',
    'InternalServerError',
    'TimeoutError',
  ],
  maxAttempts: 6,
});

/** What was just created is not visible everywhere yet: a role, a tag, a bucket, an account. */
export const eventualConsistency = retryPolicy({
  errors: ['AccessDeniedException', 'NoSuchEntityException', 'ResourceNotFoundException'],
  intervalSeconds: 5,
  backoffRate: 1.5,
  maxAttempts: 8,
  maxDelaySeconds: 60,
});

/** Error names that no task declares because the platform reports them. */
export type PlatformErrorName =
  | `States.${string}`
  | `Lambda.${string}`
  | `Runtime.${string}`
  | `Sandbox.${string}`
  | (typeof transient)['errors'][number]
  | (typeof eventualConsistency)['errors'][number];

export function toRetrier(policy: RetryPolicy): Retrier {
  return {
    ErrorEquals: policy.errors,
    IntervalSeconds: policy.intervalSeconds,
    MaxAttempts: policy.maxAttempts,
    BackoffRate: policy.backoffRate,
    MaxDelaySeconds: policy.maxDelaySeconds,
    JitterStrategy: policy.jitterStrategy,
  };
}
