import { describe, expect, test } from '@jest/globals';
import { destinationOf, readHttpHosts } from '../../../local/host/http-hosts.ts';

const hosts = (list: string) => readHttpHosts({ STATEYARD_HTTP_HOSTS: list });
const destination = (url: string, list: string) => destinationOf(new URL(url), hosts(list))?.href;

describe('a request goes', () => {
  test.each([
    ['to a host that is allowed', 'https://api.example.com/a?b=1', 'https://api.example.com/a?b=1'],
    ['to what stands for a host', 'https://pay.example.com/a?b=1', 'http://127.0.0.1:4000/a?b=1'],
    ['to this machine without TLS', 'http://localhost:3000/a', 'http://localhost:3000/a'],
    ['nowhere for any other host', 'https://evil.example.com/', undefined],
    ['nowhere for another port', 'https://api.example.com:8443/', undefined],
    ['nowhere for a host below one that is allowed', 'https://x.api.example.com/', undefined],
  ])('%s', (_where, url, expected) => {
    const list = 'api.example.com, pay.example.com=http://127.0.0.1:4000,localhost:3000';
    expect(destination(url, list)).toBe(expected);
  });

  test('nowhere when nobody has allowed anything', () => {
    expect(destinationOf(new URL('https://api.example.com/'), readHttpHosts({}))).toBeUndefined();
  });
});

test.each([
  'https://api.example.com',
  'api.example.com/v1',
  'a b',
  '=http://127.0.0.1',
  'api.example.com=here',
])('refuses %s as an entry', (entry) => {
  expect(() => hosts(entry)).toThrow(`STATEYARD_HTTP_HOSTS has '${entry}'`);
});
