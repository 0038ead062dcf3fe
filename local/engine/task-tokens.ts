import { ApiError } from './api-error.ts';
import type { TaskReport } from './task-request.ts';

/**
 * The task tokens that are out: of callback tasks and of activities. A token is open from the start of its task
 * to its end, whoever ends it.
 * Source: docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token
 */
export class TaskTokens {
  readonly #open = new Map<string, (report: TaskReport) => void>();
  /** In order of closing, the oldest first. */
  readonly #closed = new Set<string>();
  /** Lives on: a new iterator would walk over the gaps that all the forgotten ones have left at the beginning. */
  readonly #oldestClosed = this.#closed.values();

  open(token: string, report: (report: TaskReport) => void): void {
    this.#open.set(token, report);
  }

  close(token: string): void {
    if (!this.#open.delete(token)) return;
    this.#closed.add(token);
    if (this.#closed.size > closedTokensMax) this.#closed.delete(this.#oldestClosed.next().value ?? '');
  }

  /** Whoever calls it reports on behalf of the task. Throws TaskTimedOut, TaskDoesNotExist or InvalidToken. */
  reporter(token: string): (report: TaskReport) => void {
    const report = this.#open.get(token);
    if (report === undefined) throw this.#refusal(token);
    return report;
  }

  #refusal(token: string): ApiError {
    const gone = 'Provided task does not exist anymore';
    if (this.#closed.has(token)) return new ApiError('TaskTimedOut', `Task Timed Out: '${gone}'`);
    if (tokenPattern.test(token)) return new ApiError('TaskDoesNotExist', `Task Does Not Exist: '${gone}'`);
    return new ApiError('InvalidToken', "Invalid Token: 'Invalid token'");
  }
}

/** How many ended tasks answer TaskTimedOut rather than TaskDoesNotExist. */
const closedTokensMax = 10_000;

/** What the service could have made: Base64, and longer than anything typed by hand. */
const tokenPattern = /^[A-Za-z0-9+/_-]{64,}={0,2}$/;
