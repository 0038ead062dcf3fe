import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { arbitraryRequest } from '../../support/arbitrary-requests.ts';
import { testApi } from '../../support/api.ts';
import { sendRequest } from '../../support/send-request.ts';

/** A few thousand requests; `bench/fuzz.ts` sends as many as one likes. */
test('any sequence of requests is answered or refused, with no defect and no hang', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(arbitraryRequest, { minLength: 1, maxLength: 12 }), async (requests) => {
      const api = testApi();
      for (const request of requests) {
        const response = await sendRequest(api, request);
        expect([200, 400]).toContain(response?.status);
        expect(response?.body).toMatch(/^\{/);
      }
    }),
    { numRuns: 150 },
  );
}, 60_000);
