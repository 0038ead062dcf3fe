import { createHash } from 'node:crypto';
import { env } from 'node:process';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { runTask } from '../../../asl/builder/run-task.ts';
import { authorizeCustomer } from '../../../tasks/web/authorize-customer.ts';
import { authorizePartner } from '../../../tasks/web/authorize-partner.ts';
import type { AuthorizerAnswer } from '../../../tasks/web/authorizer-answer.ts';
import { testIssuer } from './signed-token.ts';

const stage = 'arn:aws:execute-api:eu-west-1:123456789012:abc123/v1';
const issuer = testIssuer();
const logged: string[] = [];
const surroundings = { now: () => 0, sink: (line: string) => void logged.push(line) };

const askCustomer = (authorizationToken: string, methodArn = `${stage}/POST/orders`) =>
  runTask(
    authorizeCustomer,
    { type: 'TOKEN', authorizationToken, methodArn },
    { surroundings },
  ) as Promise<AuthorizerAnswer>;
const askPartner = (headers: Record<string, string>) =>
  runTask(
    authorizePartner,
    { type: 'REQUEST', headers, methodArn: `${stage}/POST/quotes` },
    { surroundings },
  ) as Promise<AuthorizerAnswer>;
const resourcesOf = ({ policyDocument }: AuthorizerAnswer) => policyDocument.Statement[0]?.Resource;
const effectOf = ({ policyDocument }: AuthorizerAnswer) => policyDocument.Statement[0]?.Effect;

const before = { ...env };

beforeEach(() => {
  Object.assign(env, {
    TOKEN_ISSUER: 'https://issuer.example',
    TOKEN_AUDIENCE: 'shop',
    TOKEN_KEYS: issuer.keySet,
    PARTNERS: JSON.stringify({ acme: createHash('sha256').update('acme-secret').digest('hex') }),
  });
  logged.length = 0;
});

afterAll(() => {
  for (const name of ['TOKEN_ISSUER', 'TOKEN_AUDIENCE', 'TOKEN_KEYS', 'PARTNERS']) delete env[name];
  Object.assign(env, before);
});

describe('customers', () => {
  test('a good token allows all methods of its scopes', async () => {
    const answer = await askCustomer(`Bearer ${issuer.token()}`);
    expect(answer.principalId).toBe('ada');
    expect(effectOf(answer)).toBe('Allow');
    expect(resourcesOf(answer)).toEqual([`${stage}/GET/orders/*`, `${stage}/POST/orders`]);
  });

  test('the same answer comes whichever method is asked', async () => {
    const token = `Bearer ${issuer.token()}`;
    expect(await askCustomer(token, `${stage}/GET/orders/one`)).toEqual(await askCustomer(token));
  });

  test('a scope opens nothing else', async () => {
    const answer = await askCustomer(`Bearer ${issuer.token({ scope: 'orders:read' })}`);
    expect(resourcesOf(answer)).toEqual([`${stage}/GET/orders/*`]);
  });

  test.each(['', 'toString', 'orders:*'])('the scope "%s" is denied everything', async (scope) => {
    const answer = await askCustomer(`Bearer ${issuer.token({ scope })}`);
    expect([effectOf(answer), resourcesOf(answer)]).toEqual(['Deny', ['*']]);
  });

  test.each([
    ['nothing', ''],
    ['no bearer', issuer.token()],
    ['another scheme', `Basic ${issuer.token()}`],
    ['two tokens', `Bearer ${issuer.token()} ${issuer.token()}`],
    ['an expired token', `Bearer ${issuer.token({ exp: 1 })}`],
    ['a forged token', `Bearer ${testIssuer().token()}`],
  ])('%s is unauthorized', async (_what, authorization) => {
    await expect(askCustomer(authorization)).rejects.toThrow(/^Unauthorized$/);
  });

  test.each([
    ['are no JSON', 'no JSON'],
    ['are empty', ''],
    ['are private', '{"keys":[{"kty":"OKP","kid":"a","alg":"EdDSA","d":"x"}]}'],
  ])('everybody is denied when the keys %s', async (_what, keys) => {
    env['TOKEN_KEYS'] = keys;
    expect(effectOf(await askCustomer(`Bearer ${issuer.token()}`))).toBe('Deny');
    expect(logged.join()).toContain('ERROR');
  });

  test('a strange method ARN is denied, not echoed', async () => {
    const answer = await askCustomer(`Bearer ${issuer.token()}`, 'arn:aws:execute-api:*:*:*/*/x');
    expect([effectOf(answer), resourcesOf(answer)]).toEqual(['Deny', ['*']]);
  });

  test('no log line has the token in it', async () => {
    const token = issuer.token({ exp: 1 });
    await expect(askCustomer(`Bearer ${token}`)).rejects.toThrow();
    expect(logged.join()).not.toContain(token.split('.')[1]);
  });

  test('the context is flat', async () => {
    const { context } = await askCustomer(`Bearer ${issuer.token()}`);
    const kinds = new Set(Object.values(context).map((value) => typeof value));
    expect([...kinds].every((kind) => ['string', 'number', 'boolean'].includes(kind))).toBe(true);
    expect(context['customerId']).toBe('ada');
  });
});

describe('partners', () => {
  const good = { 'x-partner-id': 'acme', 'x-partner-secret': 'acme-secret' };

  test('the right secret allows quotes and names the usage plan', async () => {
    const answer = await askPartner(good);
    expect(answer).toMatchObject({
      principalId: 'acme',
      usageIdentifierKey: 'stateyard-partner-acme',
      context: { partner: 'acme' },
    });
    expect(resourcesOf(answer)).toEqual([`${stage}/POST/quotes`]);
  });

  test('names of headers may be written in capitals', async () => {
    const answer = await askPartner({ 'X-Partner-Id': 'acme', 'X-Partner-Secret': 'acme-secret' });
    expect(effectOf(answer)).toBe('Allow');
  });

  test.each([
    ['without headers', {}],
    ['without a secret', { 'x-partner-id': 'acme' }],
    ['with an empty secret', { ...good, 'x-partner-secret': '' }],
    ['with another secret', { ...good, 'x-partner-secret': 'acme-secreT' }],
    ['with the digest for a secret', { ...good, 'x-partner-secret': '00'.repeat(32) }],
    ['that nobody knows', { ...good, 'x-partner-id': 'nobody' }],
    ['named like a property of objects', { ...good, 'x-partner-id': 'constructor' }],
  ])('a partner %s is unauthorized', async (_what, headers) => {
    await expect(askPartner(headers)).rejects.toThrow(/^Unauthorized$/);
  });

  test('everybody is denied when nobody knows the partners', async () => {
    env['PARTNERS'] = '{"acme":"plain text"}';
    expect(effectOf(await askPartner(good))).toBe('Deny');
  });
});
