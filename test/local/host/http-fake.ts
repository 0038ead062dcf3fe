import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A service that answers as the test says, on a port of its own. */
export interface HttpFake {
  readonly url: string;
  readonly requests: FakeRequest[];
  readonly close: () => Promise<void>;
}

export interface FakeRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Settles when the caller has gone away without waiting for the answer. */
  readonly abandoned: Promise<void>;
}

export interface FakeAnswer {
  readonly status?: number;
  readonly headers?: { readonly [name: string]: string };
  readonly body: string;
}

/** `answer` may wait as long as it likes. */
export async function startHttpFake(
  answer: (request: FakeRequest) => FakeAnswer | Promise<FakeAnswer>,
): Promise<HttpFake> {
  const requests: FakeRequest[] = [];
  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const request = await read(incoming, outgoing);
    requests.push(request);
    const { status = 200, headers = {}, body } = await answer(request);
    outgoing.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    outgoing.end(body);
  };
  const server = createServer((incoming, outgoing) => void serve(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests, close: () => closed(server) };
}

async function read(incoming: IncomingMessage, outgoing: ServerResponse): Promise<FakeRequest> {
  const abandoned = new Promise<void>((resolve) => {
    outgoing.once('close', () => outgoing.writableFinished || resolve());
  });
  return { path: incoming.url ?? '', headers: incoming.headers, body: await text(incoming), abandoned };
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
