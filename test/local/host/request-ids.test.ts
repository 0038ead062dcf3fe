import { expect, test } from '@jest/globals';
import { withRequestIds } from '../../../local/host/request-ids.ts';

const request = { method: 'POST', path: '/', headers: {}, body: '', signal: new AbortController().signal };

test('every answer has an identifier of its own', async () => {
  let last = 0;
  const handle = withRequestIds(() => ({ status: 400, headers: { 'content-type': 'any' }, body: 'no' }), {
    uuid: () => `id-${(last += 1)}`,
  });
  expect([await handle(request), await handle(request)]).toEqual([
    { status: 400, headers: { 'content-type': 'any', 'x-amzn-RequestId': 'id-1' }, body: 'no' },
    { status: 400, headers: { 'content-type': 'any', 'x-amzn-RequestId': 'id-2' }, body: 'no' },
  ]);
});
