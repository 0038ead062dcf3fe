import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isAskedByStranger } from './asking-page.ts';
import type { HttpRequest, HttpResponse, HttpService } from './http-message.ts';

export interface HttpServerOptions {
  /** 0 lets the system choose. */
  readonly port: number;
  /** The address to listen on; 127.0.0.1 keeps everybody else out. */
  readonly host: string;
  readonly handle: HttpService;
  /** A longer body is refused with 413, and not read to its end. */
  readonly requestBytesMax: number;
  /** A request that has not come whole by then is ended with 408; as long as anybody needs, unless given. */
  readonly requestTimeoutMs?: number;
}

export interface HttpServer {
  /** Without a slash at its end. */
  readonly url: string;
  readonly port: number;
  /** Ends the connections too, and with them the polls that wait for a task. */
  readonly close: () => Promise<void>;
}

/** The port cannot be had; the message is a sentence for whoever chose it. */
export class PortError extends Error {
  override readonly name = 'PortError';
}

/** Serves a service over HTTP. This is the one place that knows node:http. */
export async function listen(options: HttpServerOptions): Promise<HttpServer> {
  const { requestTimeoutMs = requestMsMax } = options;
  const timeouts = {
    keepAliveTimeout: keepAliveMs,
    headersTimeout: Math.min(headersMsMax, requestTimeoutMs),
    requestTimeout: requestTimeoutMs,
    connectionsCheckingInterval: Math.min(checkingMs, requestTimeoutMs),
  };
  const server = createServer(timeouts, (request, response) => {
    void respond(options, request, response);
  });
  await opened(server, options);
  const { port } = server.address() as AddressInfo;
  return { url: `http://${shownHost(options.host)}:${port}`, port, close: () => closed(server) };
}

/** Longer than the pause between two polls of a client, so that connections are used again. */
const keepAliveMs = 65_000;
/** A connection that only trickles is not kept; how long an answer takes does not count. */
const headersMsMax = 10_000;
const requestMsMax = 60_000;
const checkingMs = 5_000;

/** An address that means every interface cannot be called; the loopback address can. */
function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function opened(server: Server, { port, host }: HttpServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portError(error, port, host)));
    server.listen(port, host, resolve);
  });
}

function portError(error: NodeJS.ErrnoException, port: number, host: string): PortError {
  switch (error.code) {
    case 'EADDRINUSE':
      return new PortError(`Port ${port} is taken: another program listens on ${host}:${port}.`);
    case 'EACCES':
      return new PortError(`Port ${port} needs more rights than this program has; choose one above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new PortError(`${host} is not an address of this machine.`);
    default:
      return new PortError(`Cannot listen on ${host}:${port}: ${error.message}.`);
  }
}

/** Whatever has been carried out is still answered: one turn until that is known, and one until it is sent. */
async function closed(server: Server): Promise<void> {
  const done = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  await othersCarriedOut();
  await othersCarriedOut();
  server.closeAllConnections();
  await done;
}

async function respond(
  { handle, requestBytesMax }: HttpServerOptions,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const signal = leaving(outgoing);
  if (isAskedByStranger({ method: incoming.method ?? 'GET', headers: incoming.headers })) {
    return refuseStranger(outgoing, incoming);
  }
  try {
    const body = await bodyOf(incoming, requestBytesMax);
    if (body === undefined) return refuseLength(outgoing, requestBytesMax);
    const answer = await handle(requestOf(incoming, body, signal));
    await othersCarriedOut();
    send(outgoing, answer);
  } catch (error) {
    if (outgoing.destroyed) return;
    outgoing.writeHead(400, { 'content-type': 'text/plain' });
    outgoing.end(`The request cannot be read: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}

/**
 * Requests that have come together are all carried out before the first is answered: with a system call after each,
 * StartExecution took half as long again (`bench/http.ts`).
 */
function othersCarriedOut(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function leaving(outgoing: ServerResponse): AbortSignal {
  const gone = new AbortController();
  outgoing.on('close', () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  return gone.signal;
}

/** Nothing, if it is too long: then what has not been read stays unread. */
function bodyOf(incoming: IncomingMessage, bytesMax: number): Promise<Buffer | undefined> {
  if (Number(incoming.headers['content-length'] ?? 0) > bytesMax) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    incoming.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes <= bytesMax) return;
      incoming.pause();
      resolve(undefined);
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks)));
    incoming.on('error', reject);
  });
}

/** What it sent stays unread. */
function refuseStranger(outgoing: ServerResponse, { headers }: IncomingMessage): void {
  const page = headers.origin ?? `http://${headers.host}`;
  refuse(outgoing, 403, {
    __type: 'AccessDeniedException',
    message: `Web pages of ${page} may not call this machine. Its own may, opened as http://127.0.0.1 or http://localhost.`,
  });
}

function refuseLength(outgoing: ServerResponse, bytesMax: number): void {
  const message = `The request is longer than ${bytesMax} bytes.`;
  refuse(outgoing, 413, { __type: 'RequestEntityTooLargeException', message });
}

function refuse(
  outgoing: ServerResponse,
  status: number,
  error: { readonly __type: string; readonly message: string },
): void {
  outgoing.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', connection: 'close' });
  outgoing.end(JSON.stringify(error));
}

function requestOf(incoming: IncomingMessage, body: Buffer, signal: AbortSignal): HttpRequest {
  const { method = 'GET', url: path = '/', headers } = incoming;
  return { method, path, headers, body: body.toString(), signal };
}

function send(outgoing: ServerResponse, { status, headers, body }: HttpResponse): void {
  const length = status === 204 ? {} : { 'content-length': Buffer.byteLength(body) };
  outgoing.writeHead(status, { ...headers, ...length });
  outgoing.end(body);
}
