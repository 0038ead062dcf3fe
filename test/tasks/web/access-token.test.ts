import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { readAccessToken } from '../../../tasks/web/access-token.ts';
import { readTokenKeys } from '../../../tasks/web/token-keys.ts';
import { encoded, goodClaims, testIssuer } from './signed-token.ts';

const issuer = testIssuer();
const trusted = {
  issuer: 'https://issuer.example',
  audience: 'shop',
  keys: readTokenKeys(issuer.keySet),
};
const nowSeconds = 1_800_000_000;
const read = (token: string) => readAccessToken(token, trusted, nowSeconds);

describe('good tokens', () => {
  test.each(['RS256', 'ES256', 'EdDSA'] as const)('a token signed by %s is valid', (alg) => {
    const other = testIssuer(alg);
    const keys = readTokenKeys(other.keySet);
    const token = other.token({ exp: nowSeconds + 1 });
    expect(readAccessToken(token, { ...trusted, keys }, nowSeconds)).toEqual({
      type: 'valid',
      token: {
        subject: 'ada',
        scopes: ['orders:read', 'orders:write'],
        expiresAtSeconds: nowSeconds + 1,
      },
    });
  });

  test('one audience of several is enough', () => {
    const token = issuer.token({ aud: ['bank', 'shop'], exp: nowSeconds + 1 });
    expect(read(token).type).toBe('valid');
  });
});

describe('claims', () => {
  const exp = nowSeconds + 60;

  test.each([
    ['has expired', { exp: nowSeconds - 1 }],
    ['expires this second', { exp: nowSeconds }],
    ['never expires', { exp: undefined }],
    ['expires at a text', { exp: String(exp) }],
    ['is not valid yet', { exp, nbf: nowSeconds + 1 }],
    ['is for another audience', { exp, aud: 'bank' }],
    ['is for nobody', { exp, aud: undefined }],
    ['comes from another issuer', { exp, iss: 'https://issuer.example.evil' }],
    ['is about nobody', { exp, sub: '' }],
    ['is about two', { exp, sub: 'ada.key-of-bob' }],
    ['has a quote in its subject', { exp, sub: 'a","x":"' }],
    ['has scopes that are no text', { exp, scope: ['orders:read'] }],
  ])('refuses a token that %s', (_what, claims) => {
    expect(read(issuer.token(claims)).type).toBe('refused');
  });
});

describe('forged tokens', () => {
  const claims = { ...goodClaims(), exp: nowSeconds + 60 };
  const good = issuer.token(claims);
  const [header = '', payload = '', signature = ''] = good.split('.');
  const publicKey = trusted.keys.get('first')?.key.export({ format: 'pem', type: 'spki' }) ?? '';
  const withHmac = `${encoded({ alg: 'HS256', kid: 'first' })}.${payload}`;
  const hmac = createHmac('sha256', publicKey).update(withHmac).digest('base64url');

  test.each([
    ['signed by somebody else', testIssuer().token(claims)],
    ['with another payload', `${header}.${encoded({ ...claims, sub: 'eve' })}.${signature}`],
    ['with a signature cut short', good.slice(0, -4)],
    ['with a key id that nobody knows', issuer.token(claims, { kid: 'second' })],
    ['with the key id of an object’s own', issuer.token(claims, { kid: '__proto__' })],
    ['that says its algorithm is none', issuer.token(claims, { alg: 'none' })],
    ['that takes the public key for a secret', `${withHmac}.${hmac}`],
    ['with an extension that must be understood', issuer.token(claims, { crit: ['b64'], b64: false })],
    ['that names another algorithm', issuer.token(claims, { alg: 'ES256' })],
  ])('refuses a token %s', (_what, token) => {
    expect(read(token).type).toBe('refused');
  });
});

describe('what is no token', () => {
  test.each([
    ['nothing', ''],
    ['a word', 'ada'],
    ['two parts', 'e30.e30'],
    ['four parts', `${issuer.token()}.e30`],
    ['an empty signature', `${issuer.token().split('.').slice(0, 2).join('.')}.`],
    ['no base64url', 'e3+.e3/.e3='],
    ['no JSON', 'YQ.YQ.YQ'],
    ['JSON of another kind', `${encoded(null)}.${encoded([])}.YQ`],
    ['a very long text', `${'a'.repeat(9_000)}.b.c`],
  ])('refuses %s', (_what, text) => {
    expect(read(text).type).toBe('refused');
  });
});

describe('key sets', () => {
  test('refuse a private key', () => {
    const [key] = JSON.parse(issuer.keySet).keys;
    expect(() => readTokenKeys(JSON.stringify({ keys: [{ ...key, d: 'secret' }] }))).toThrow(
      'of a private key',
    );
  });

  test('refuse a shared secret', () => {
    const keys = [{ kty: 'oct', kid: 'first', alg: 'HS256', k: 'c2VjcmV0' }];
    expect(() => readTokenKeys(JSON.stringify({ keys }))).toThrow();
  });
});
