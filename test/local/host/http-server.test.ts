import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import type { HttpService } from '../../../local/host/http-message.ts';
import { type HttpServer, type HttpServerOptions, listen } from '../../../local/host/http-server.ts';

const servers: HttpServer[] = [];

const serve = (handle: HttpService, port = 0) => listening({ handle, port });

const nothing = () => ({ status: 200, headers: {}, body: '' });

async function listening(options: Partial<HttpServerOptions>): Promise<HttpServer> {
  const server = await listen({
    port: 0,
    host: '127.0.0.1',
    handle: nothing,
    requestBytesMax: 1_000,
    ...options,
  });
  servers.push(server);
  return server;
}

/** What a server says to these bytes, and nothing more, until it closes the connection. */
function talk(port: number, bytes: string, thenHalfClose = false): Promise<string> {
  return new Promise((resolve) => {
    let said = '';
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }, () => {
      if (thenHalfClose) socket.end(bytes);
      else socket.write(bytes);
    });
    socket.on('data', (data) => (said += data.toString()));
    socket.on('error', () => resolve(said));
    socket.on('end', () => {
      socket.end();
      resolve(said);
    });
  });
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

test('hands over method, path, headers and body, and sends the response back', async () => {
  const { url } = await serve(({ method, path, headers, body }) => {
    const told = [method, path, headers['x-amz-target'], body];
    return { status: 201, headers: { 'x-mark': 'yes' }, body: JSON.stringify(told) };
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
  const { url, port } = await serve(nothing);
  expect(port).toBeGreaterThan(0);
  expect(url).toBe(`http://127.0.0.1:${port}`);
});

test('takes any host header', async () => {
  const { port } = await serve(nothing);
  const status = await new Promise((resolve) => {
    request({ port, host: '127.0.0.1', headers: { host: 'sync-localhost:8083' } }, (response) =>
      resolve(response.resume().statusCode),
    ).end();
  });
  expect(status).toBe(200);
});

test('refuses a body that is too long', async () => {
  const { url } = await serve(nothing);
  const response = await fetch(url, { method: 'POST', body: 'x'.repeat(1_001) });
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ __type: 'RequestEntityTooLargeException' });
});

test('refuses a body by its announced length before any of it has come', async () => {
  const { port } = await serve(nothing);
  const said = await talk(port, 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n');
  expect(said).toMatch(/^HTTP\/1.1 413 /);
  expect(said).toContain('connection: close');
});

test('refuses a body of no announced length as soon as it is too long', async () => {
  const { port } = await serve(nothing);
  const chunk = `400\r\n${'x'.repeat(0x400)}\r\n`;
  const said = await talk(port, `POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n${chunk}`);
  expect(said).toMatch(/^HTTP\/1.1 413 /);
});

test.each([
  ['headers', 'POST / HTTP/1.1\r\nHost: a\r\nX-Slow: '],
  ['a body', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf'],
])('ends a connection on which %s never ends', async (_, beginning) => {
  const { port } = await listening({ requestTimeoutMs: 50 });
  expect(await talk(port, beginning)).toMatch(/^HTTP\/1.1 408 |^$/);
});

test('ends a connection that its client has half closed, and tells the handler', async () => {
  let gone = false;
  const { port } = await serve(
    (got) => new Promise(() => got.signal.addEventListener('abort', () => (gone = true))),
  );
  expect(await talk(port, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n', true)).toBe('');
  expect(gone).toBe(true);
});

test('answers what is no HTTP with 400', async () => {
  const { port } = await serve(nothing);
  expect(await talk(port, 'hello?', true)).toMatch(/^HTTP\/1.1 400 /);
});

test('refuses web pages of elsewhere, whatever they ask', async () => {
  let asked = 0;
  const { url } = await serve(async () => {
    asked += 1;
    return { status: 200, headers: {}, body: '' };
  });
  const response = await fetch(url, {
    method: 'POST',
    headers: { origin: 'https://evil.example' },
    body: 'x',
  });
  expect([response.status, asked]).toEqual([403, 0]);
  expect(await response.json()).toMatchObject({
    __type: 'AccessDeniedException',
    message: expect.stringContaining('https://evil.example'),
  });
});

test('says in a sentence that the port is taken', async () => {
  const { port } = await serve(nothing);
  await expect(serve(nothing, port)).rejects.toThrow(
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
