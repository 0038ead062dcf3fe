import { expect, test } from '@jest/globals';
import { isAskedByStranger } from '../../../local/host/asking-page.ts';

const asks = (method: string, headers: { readonly origin?: string; readonly host?: string }) =>
  isAskedByStranger({ method, headers: { host: '127.0.0.1:8083', ...headers } });

test.each([
  ['an SDK', 'POST', {}],
  ['an SDK by another name of this machine', 'POST', { host: 'sync-host.docker.internal:8083' }],
  ['a page of ours', 'POST', { origin: 'http://127.0.0.1:8083' }],
  ['a page of ours by name', 'POST', { origin: 'http://localhost:8083', host: 'localhost:8083' }],
  ['another page of this machine', 'POST', { origin: 'http://console.localhost:3000' }],
  ['a page of ours by IPv6', 'POST', { origin: 'http://[::1]:8083', host: '[::1]:8083' }],
  ['a page opened by an address', 'POST', { origin: 'http://10.0.0.7:8083', host: '10.0.0.7:8083' }],
  ['a page opened by a short name', 'POST', { origin: 'http://box:8083', host: 'box:8083' }],
  ['somebody who opens a page', 'GET', { host: 'localhost:8083' }],
  ['somebody who opens a page by an address', 'GET', { host: '10.0.0.7:8083' }],
] as const)('%s is no stranger', (_who, method, headers) => {
  expect(asks(method, headers)).toBe(false);
});

test.each([
  ['a page of elsewhere', 'POST', { origin: 'https://evil.example' }],
  ['a page of elsewhere that reads', 'GET', { origin: 'https://evil.example' }],
  ['a page whose name was rebound', 'POST', { origin: 'http://evil.example', host: 'evil.example' }],
  ['a page whose name was rebound, reading', 'GET', { host: 'evil.example:8083' }],
  ['a page of another machine', 'POST', { origin: 'http://10.0.0.8:8083' }],
  ['a page of a name like ours', 'POST', { origin: 'http://localhost.evil.example' }],
  ['a page of a name like an address', 'POST', { origin: 'http://127.0.0.1.evil.example' }],
  ['a sandboxed page', 'POST', { origin: 'null' }],
  ['nobody', 'GET', { host: '' }],
] as const)('%s is a stranger', (_who, method, headers) => {
  expect(asks(method, headers)).toBe(true);
});
