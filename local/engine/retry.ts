import type { CompiledRetrier } from './compile/program.ts';
import { type Failure, matchesError } from './error-matching.ts';
import { type RunningExecution, setTimer } from './running-execution.ts';
import type { Scope } from './scope.ts';

/**
 * Lets the first retrier that matches try again, unless it has used up its attempts
 * (states-language.net/spec.html#retrying-after-error). Each retrier counts its own; the counts last until the
 * state is left. False when the failure stands.
 */
export function retryState(
  execution: RunningExecution,
  scope: Scope,
  { retriers, failure }: { readonly retriers: readonly CompiledRetrier[]; readonly failure: Failure },
): boolean {
  const index = retriers.findIndex((retrier) => matchesError(retrier.errorEquals, failure));
  const retrier = retriers[index];
  if (retrier === undefined) return false;
  scope.retriesByRetrier ??= retriers.map(() => 0);
  const retries = scope.retriesByRetrier[index] ?? 0;
  if (retries >= retrier.maxAttempts) return false;
  scope.retriesByRetrier[index] = retries + 1;
  scope.retryCount += 1;
  scope.context = undefined;
  const delayMs = retryDelayMs(execution, retrier, retries);
  scope.activity = { type: 'backingOff', timerId: setTimer(execution, { scope, purpose: 'retry', delayMs }) };
  return true;
}

/** IntervalSeconds × BackoffRate for each retry before, at most MaxDelaySeconds; full jitter comes last. */
function retryDelayMs({ random }: RunningExecution, retrier: CompiledRetrier, retries: number): number {
  const exponential = retrier.intervalSeconds * retrier.backoffRate ** retries;
  const seconds = Math.min(exponential, retrier.maxDelaySeconds);
  return Math.round((retrier.fullJitter ? random.next() * seconds : seconds) * 1_000);
}
