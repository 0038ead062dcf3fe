import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { Readable } from 'node:stream';

/** The part of the SDK's HttpRequest that is sent. */
export interface SdkRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number | undefined;
  readonly method: string;
  readonly path: string;
  readonly query?: { readonly [name: string]: string | readonly string[] | null };
  readonly headers: { readonly [name: string]: string };
  /** A stream, bytes or text. */
  readonly body?: Readable | Uint8Array | string | undefined;
}

/** What the SDK wants back, and beside it the headers as they were on the wire. */
export interface SdkResponse {
  readonly statusCode: number;
  readonly reason?: string | undefined;
  readonly headers: { readonly [name: string]: string };
  readonly rawHeaders: readonly (readonly [name: string, value: string])[];
  readonly body: unknown;
}

export interface SdkHandlerOptions {
  readonly abortSignal?: AbortSignal;
}

/**
 * Sends what the clients of the SDK make, in place of its own handler, which gives up the spelling of headers and,
 * for some services, speaks HTTP/2 alone. Connections are kept; there is no time limit, since tasks have their own.
 */
export const sdkHttpHandler = {
  metadata: { handlerProtocol: 'http/1.1' },
  handle: (request: SdkRequest, { abortSignal }: SdkHandlerOptions = {}) => send(request, abortSignal),
  updateHttpClientConfig: () => {},
  httpHandlerConfigs: () => ({}),
  destroy: () => {},
} as const;

const httpAgent = new HttpAgent({ keepAlive: true });
const httpsAgent = new HttpsAgent({ keepAlive: true });

function send(request: SdkRequest, signal: AbortSignal | undefined): Promise<{ response: SdkResponse }> {
  return new Promise((resolve, reject) => {
    const secure = request.protocol === 'https:';
    const options = {
      agent: secure ? httpsAgent : httpAgent,
      host: request.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: request.port,
      method: request.method,
      path: pathAndQuery(request),
      headers: request.headers,
      signal,
    };
    const outgoing = (secure ? requestHttps : requestHttp)(options, (incoming) =>
      resolve({ response: responseOf(incoming) }),
    );
    outgoing.once('error', (error: NodeJS.ErrnoException) => {
      if (outgoing.reusedSocket && wasIdle(request, error)) resolve(send(request, signal));
      else reject(error);
    });
    if (isReadable(request.body)) request.body.pipe(outgoing);
    else outgoing.end(request.body);
  });
}

/**
 * Whether a kept connection was found to be closed, as servers do after some idle seconds: what was not taken (EPIPE)
 * can be sent again on another, and where nobody knows whether it was taken (ECONNRESET), what may be done twice.
 * Source: nodejs.org/api/http.html#requestreusedsocket, rfc-editor.org/rfc/rfc9110.html#section-9.2.2
 */
function wasIdle({ method, body }: SdkRequest, { code }: NodeJS.ErrnoException): boolean {
  if (isReadable(body)) return false;
  return code === 'EPIPE' || (code === 'ECONNRESET' && idempotentMethods.has(method));
}

const idempotentMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'PUT', 'DELETE']);

/** What follows the host in the URL. */
export function pathAndQuery({ path, query = {} }: SdkRequest): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => {
    const values = Array.isArray(value) ? (value as readonly string[]) : [value as string | null];
    return values.map((each) => (each === null ? encoded(name) : `${encoded(name)}=${encoded(each)}`));
  });
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

/** As the signature has it: everything but RFC 3986's unreserved characters. */
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function responseOf(incoming: IncomingMessage): SdkResponse {
  const { rawHeaders } = incoming;
  const pairs = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : [],
  );
  return {
    statusCode: incoming.statusCode ?? 0,
    reason: incoming.statusMessage,
    headers: Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), value])),
    rawHeaders: pairs,
    body: incoming,
  };
}

function isReadable(body: SdkRequest['body']): body is Readable {
  return typeof body === 'object' && 'pipe' in body;
}
