import { beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Json } from '../../../../asl/json.ts';
import { gateway } from '../../../../local/host/gateway/gateway.ts';
import type { GatewayAuthorizer } from '../../../../local/host/gateway/gateway-authorizer.ts';
import type { GatewayRoute } from '../../../../local/host/gateway/gateway-route.ts';

const apiArn = 'arn:aws:execute-api:eu-west-1:123456789012:api';
let nowMs = 0;
let asked: Json[] = [];
let warnings: string[] = [];

const answerOf = (Effect: string, Resource: string, context: object = {}) => ({
  principalId: 'ada',
  policyDocument: { Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }] },
  context,
});

function served(answer: () => unknown, settings: Partial<GatewayAuthorizer> = {}) {
  const authorizer: GatewayAuthorizer = {
    type: 'TOKEN',
    identityHeaders: ['Authorization'],
    pattern: '^Bearer .+$',
    cacheSeconds: 60,
    invoke: async (event) => {
      asked.push(event);
      return answer();
    },
    ...settings,
  };
  const integration = {
    type: 'function',
    invoke: async () => ({ statusCode: 200, body: 'behind' }),
  } as const;
  const routes: readonly GatewayRoute[] = [
    { method: 'GET', path: '/orders/{order}', authorizer, integration },
    { method: 'POST', path: '/orders', authorizer, integration, body: z.strictObject({ a: z.int() }) },
    { method: 'GET', path: '/open', integration },
  ];
  const handle = gateway({
    stage: 'v1',
    apiArn,
    routes,
    now: () => nowMs,
    warn: (message) => warnings.push(message),
  });
  return async (method: string, path: string, { headers = {}, body = '' } = {}) =>
    handle({ method, path, headers, body, signal: new AbortController().signal });
}

const good = { headers: { authorization: 'Bearer one' } };

beforeEach(() => {
  nowMs = 0;
  asked = [];
  warnings = [];
});

describe('identity sources', () => {
  test.each([
    ['a token of another look', { headers: { authorization: 'Basic one' } }],
    ['no token', {}],
    ['an empty token', { headers: { authorization: '' } }],
  ])('%s is refused and nobody is asked', async (_what, request) => {
    const call = served(() => answerOf('Allow', '*'));
    expect((await call('GET', '/v1/orders/1', request)).status).toBe(401);
    expect(asked).toEqual([]);
  });

  test('a REQUEST authorizer is not asked where one of its sources is missing', async () => {
    const sources = { type: 'REQUEST', pattern: '', identityHeaders: ['x-id', 'x-secret'] } as const;
    const call = served(() => answerOf('Allow', '*'), sources);
    expect((await call('GET', '/v1/orders/1', { headers: { 'x-id': 'acme' } })).status).toBe(401);
    expect(asked).toEqual([]);
  });
});

describe('answers of an authorizer', () => {
  test.each([
    ['allows the method', answerOf('Allow', `${apiArn}/v1/GET/orders/*`), 200],
    ['allows another method', answerOf('Allow', `${apiArn}/v1/POST/orders`), 403],
    ['allows another stage', answerOf('Allow', `${apiArn}/v2/GET/orders/1`), 403],
    ['denies', answerOf('Deny', '*'), 403],
    ['has a context that is not flat', answerOf('Allow', '*', { a: { b: 1 } }), 500],
    ['is none', undefined, 500],
  ])('one that %s', async (_what, answer, status) => {
    const call = served(() => answer);
    expect((await call('GET', '/v1/orders/1', good)).status).toBe(status);
  });

  test.each([
    ['Unauthorized', 401],
    ['TypeError', 500],
  ])('an error %s', async (message, status) => {
    const call = served(() => {
      throw new Error(message);
    });
    expect((await call('GET', '/v1/orders/1', good)).status).toBe(status);
  });

  test('that are wrong are told to whoever runs the gateway, not to the caller', async () => {
    const { body } = await served(() => 'secret')('GET', '/v1/orders/1', good);
    expect(body).toBe('{"message":"Internal server error"}\n');
    expect(warnings).toEqual([expect.stringContaining('authorizer is broken')]);
  });

  test('are kept for other methods, and no longer than said', async () => {
    const call = served(() => answerOf('Allow', `${apiArn}/v1/GET/*`));
    await call('GET', '/v1/orders/1', good);
    expect((await call('POST', '/v1/orders', good)).status).toBe(403);
    expect(asked).toHaveLength(1);
    nowMs = 60_000;
    await call('GET', '/v1/orders/2', good);
    expect(asked).toHaveLength(2);
  });

  test('are not kept for another token', async () => {
    const call = served(() => answerOf('Allow', '*'));
    await call('GET', '/v1/orders/1', good);
    await call('GET', '/v1/orders/1', { headers: { authorization: 'Bearer two' } });
    expect(asked).toHaveLength(2);
  });
});

describe('requests', () => {
  test.each([
    ['fits its schema', '{"a":1}', 200],
    ['has a field too many', '{"a":1,"b":2}', 400],
    ['is no JSON', 'a=1', 400],
    ['is empty', '', 400],
  ])('a body that %s', async (_what, body, status) => {
    const call = served(() => answerOf('Allow', '*'));
    expect((await call('POST', '/v1/orders', { ...good, body })).status).toBe(status);
  });

  test('a body of another type is refused before it is judged', async () => {
    const call = served(() => answerOf('Allow', '*'));
    const headers = { ...good.headers, 'content-type': 'text/plain' };
    expect((await call('POST', '/v1/orders', { headers, body: '{"a":1}' })).status).toBe(415);
  });

  test.each([
    ['GET', '/v1/open', 200],
    ['GET', '/v1/open?x=1', 200],
    ['POST', '/v1/open', 403],
    ['GET', '/v2/open', 403],
    ['GET', '/v1/orders/', 403],
    ['GET', '/v1/orders/1/2', 403],
  ])('%s %s is answered with %i', async (method, path, status) => {
    const call = served(() => answerOf('Allow', '*'));
    expect((await call(method, path, {})).status).toBe(status);
  });
});
