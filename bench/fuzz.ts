import * as fc from 'fast-check';
import { arbitraryRequest } from '../test/support/arbitrary-requests.ts';
import { testApi } from '../test/support/api.ts';
import { sendRequest } from '../test/support/send-request.ts';

/**
 * `node bench/fuzz.ts [requests] [seed]`: sends arbitrary requests to the API, 100,000 unless told otherwise, and
 * says how they were answered. A defect, a hang or an answer that is no JSON ends it with the request and exit
 * code 1. The same in small is a test: `test/local/api/any-request.test.ts`.
 */
const count = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? Date.now() & 0x7fffffff);
const requestsPerEngine = 20;
/** What one expression may cost, on a machine that others use too. */
const slowMs = 10_000;

const answers = new Map<string, number>();
let slowestMs = 0;
const startedMs = performance.now();
console.log(`${count} requests from seed ${seed}`);

const requests = fc.sample(arbitraryRequest, { numRuns: count, seed });
for (let start = 0; start < requests.length; start += requestsPerEngine) {
  const api = testApi();
  for (const request of requests.slice(start, start + requestsPerEngine)) {
    const before = performance.now();
    const response = await sendRequest(api, request);
    const answer = response && (JSON.parse(response.body) as { readonly __type?: string });
    const tookMs = performance.now() - before;
    slowestMs = Math.max(slowestMs, tookMs);
    if (answer === undefined || Number(response?.status) >= 500 || tookMs > slowMs) {
      console.error(`${response?.status ?? 'No answer'} after ${Math.round(tookMs)} ms`, request, answer);
      process.exit(1);
    }
    const kind = `${request.operation.slice(0, 40)} ${answer.__type ?? 'done'}`;
    answers.set(kind, (answers.get(kind) ?? 0) + 1);
  }
}

const done = [...answers].filter(([kind]) => kind.endsWith(' done'));
const doneCount = done.reduce((sum, [, times]) => sum + times, 0);
const seconds = Math.round((performance.now() - startedMs) / 1_000);
console.log(
  `${doneCount} done, of ${done.length} operations, in ${seconds} s; the slowest took ${slowestMs.toFixed(1)} ms`,
);
for (const [kind, times] of [...answers].toSorted((a, b) => b[1] - a[1]).slice(0, 25)) {
  console.log(`${String(times).padStart(7)}  ${kind}`);
}
