import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { sdkHttpHandler, type SdkRequest } from '../../../../local/host/sdk/http-handler.ts';

/** A server that answers the first request of a connection and breaks the connection off at the second. */
let server: Server;
const methods: (string | undefined)[] = [];

beforeEach(async () => {
  methods.length = 0;
  const seen = new WeakSet<object>();
  server = createServer((request, response) => {
    methods.push(request.method);
    if (seen.has(request.socket)) request.socket.destroy();
    else request.resume().on('end', () => response.end());
    seen.add(request.socket);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function send(method: string): Promise<number> {
  const { port } = server.address() as AddressInfo;
  const request: SdkRequest = {
    protocol: 'http:',
    hostname: '127.0.0.1',
    port,
    method,
    path: '/',
    headers: {},
  };
  const { response } = await sdkHttpHandler.handle({ ...request, body: 'body' });
  const { body } = response as { readonly body: NodeJS.ReadableStream };
  await once(body.resume(), 'end');
  return response.statusCode;
}

test('sends again what may be done twice when a kept connection breaks off', async () => {
  expect([await send('PUT'), await send('PUT')]).toEqual([200, 200]);
  expect(methods).toEqual(['PUT', 'PUT', 'PUT']);
});

test('sends nothing twice that may have been done', async () => {
  await send('POST');
  await expect(send('POST')).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(methods).toEqual(['POST', 'POST']);
});
