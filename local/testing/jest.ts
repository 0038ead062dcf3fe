import { afterAll, expect } from '@jest/globals';
import { writeCollectedCoverage } from './coverage/coverage-files.ts';
import { matchers } from './matchers/matchers.ts';

/**
 * The entry `stateyard/testing/jest`, for `setupFilesAfterEnv` or the top of a test file: it gives `expect` the
 * matchers for workflows, and at the end of each test file hands over to the coverage reporter what was reached.
 */
expect.extend(matchers);
afterAll(writeCollectedCoverage);

interface WorkflowMatchers<R> {
  /** The execution SUCCEEDED, and with this output if one is given. */
  toSucceed(output?: unknown): R;
  /** The execution FAILED with this error; its cause contains the text or matches the expression. */
  toFailWith(error: string, cause?: string | RegExp): R;
  /** The execution's own TimeoutSeconds ended it. */
  toTimeOut(): R;
  /** It went from each of these states directly to the next. */
  toHaveTransitioned(from: string, to: string, ...further: readonly string[]): R;
  /** It came to this state, so many times if that is given. */
  toHaveEntered(state: string, times?: number): R;
  /** It asked for the work of this Task state so often, retries included. */
  toHaveAttempted(state: string, times?: number): R;
  /** No run of an exploration broke an invariant. */
  toHold(): R;
}

declare module 'expect' {
  // The type parameters have to be those of the interface that is extended.
  interface Matchers<R extends void | Promise<void>, T = unknown> extends WorkflowMatchers<R> {}
}
