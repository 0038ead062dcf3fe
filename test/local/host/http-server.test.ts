import { request } from 'node:http';
import { afterEach, expect, test } from '@jest/globals';
import { type HttpServer, listen } from '../../../local/host/http-server.ts';

const servers: HttpServer[] = [];

async function serve(handle: (request: Request) => Promise<Response>, port = 0): Promise<HttpServer> {
  const server = await listen({ port, host: '127.0.0.1', handle, requestBytesMax: 1_000 });
  servers.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

test('hands over method, path, headers and body, and sends the response back', async () => {
  const { url } = await serve(async (got) => {
    const told = [got.method, new URL(got.url).pathname, got.headers.get('x-amz-target'), await got.text()];
    return Response.json(told, { status: 201, headers: { 'x-mark': 'yes' } });
  });
  const response = await fetch(`${url}/a/b`, {
    method: 'POST',
    headers: { 'X-Amz-Target': 'T' },
    body: 'hé',
  });
  expect(response.status).toBe(201);
  expect(response.headers.get('x-mark')).toBe('yes');
  expect(await response.json()).toEqual(['POST', '/a/b', 'T', 'hé']);
});

test('listens on the loopback address, on a port of the system’s choice', async () => {
  const { url, port } = await serve(async () => new Response());
  expect(port).toBeGreaterThan(0);
  expect(url).toBe(`http://127.0.0.1:${port}`);
});

test('takes any host header', async () => {
  const { port } = await serve(async () => new Response('hello'));
  const status = await new Promise((resolve) => {
    request({ port, host: '127.0.0.1', headers: { host: 'sync-localhost:8083' } }, (response) =>
      resolve(response.resume().statusCode),
    ).end();
  });
  expect(status).toBe(200);
});

test('refuses a body that is too long', async () => {
  const { url } = await serve(async () => new Response());
  const response = await fetch(url, { method: 'POST', body: 'x'.repeat(1_001) });
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ __type: 'RequestEntityTooLargeException' });
});

test('says in a sentence that the port is taken', async () => {
  const { port } = await serve(async () => new Response());
  await expect(serve(async () => new Response(), port)).rejects.toThrow(
    `Port ${port} is taken: another program listens on 127.0.0.1:${port}.`,
  );
});

test('tells the handler that the client has gone', async () => {
  const leave = new AbortController();
  let gone: Promise<void> | undefined;
  const { url } = await serve((got) => {
    gone = new Promise((resolve) => got.signal.addEventListener('abort', () => resolve()));
    leave.abort();
    return new Promise(() => {});
  });
  await expect(fetch(url, { signal: leave.signal })).rejects.toThrow(/abort/);
  await expect(gone).resolves.toBeUndefined();
});

test('ends open connections when it closes', async () => {
  const { url, close } = await serve(() => {
    void close();
    return new Promise(() => {});
  });
  await expect(fetch(url)).rejects.toThrow('fetch failed');
});
