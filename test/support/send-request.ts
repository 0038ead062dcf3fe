import { setImmediate } from 'node:timers/promises';
import { type ApiResponse, createHandler } from '../../local/api/handler.ts';
import type { ArbitraryRequest } from './arbitrary-requests.ts';
import type { TestApi } from './api.ts';

/** Turns of the event loop after which a request that has no answer, though time has passed, hangs. */
const turnsMax = 200;

/**
 * Sends a request of a client that soon leaves, lets all the time pass that anybody waits for, and answers the
 * response; undefined when it hangs.
 */
export async function sendRequest(
  { engine, clock }: TestApi,
  { operation, body }: ArbitraryRequest,
): Promise<ApiResponse | undefined> {
  const leave = new AbortController();
  const headers = { 'x-amz-target': `AWSStepFunctions.${operation}` };
  const answered = createHandler(engine)({ method: 'POST', headers, body, signal: leave.signal });
  for (let turn = 0; turn < turnsMax; turn += 1) {
    const response = await Promise.race([answered, setImmediate(undefined)]);
    if (response !== undefined) return response;
    if (turn === 10) leave.abort();
    clock.runUntilIdle();
  }
  return undefined;
}
