import { connect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';

/**
 * As many requests as connections can carry, each connection one at a time. It writes and reads bytes itself, because
 * a client that costs more than the server would measure itself.
 */
export interface Load {
  readonly url: string;
  readonly operation: string;
  readonly body: object;
  readonly connections: number;
  readonly seconds: number;
}

export interface Carried {
  readonly requests: number;
  readonly perSecond: number;
  /** Of every request, in no order. */
  readonly latenciesMs: readonly number[];
}

export async function carry({ url, operation, body, connections, seconds }: Load): Promise<Carried> {
  const from = performance.now();
  const until = from + seconds * 1_000;
  const bytes = requestBytes(url, operation, body);
  const latenciesMs: number[] = [];
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const connection = await opened(url);
      while (performance.now() < until) {
        const sent = performance.now();
        await exchange(connection, bytes);
        latenciesMs.push(performance.now() - sent);
      }
      connection.destroy();
    }),
  );
  const requests = latenciesMs.length;
  return { requests, latenciesMs, perSecond: (requests * 1_000) / (performance.now() - from) };
}

/** One request of the API, whose answer matters. */
export async function call<Answer>(url: string, operation: string, body: object): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headersOf(operation), authorization: forStates },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Answer;
  if (!response.ok) throw new Error(`${operation}: ${JSON.stringify(answer)}`);
  return answer;
}

export function percentile(values: readonly number[], percent: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}

/** moto finds the service by the credentials' scope; nobody checks the signature. */
const forStates = 'AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/states/aws4_request';

function headersOf(operation: string): { readonly [name: string]: string } {
  return { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AWSStepFunctions.${operation}` };
}

function requestBytes(url: string, operation: string, body: object): Buffer {
  const text = JSON.stringify(body);
  const headers = {
    host: new URL(url).host,
    'content-length': Buffer.byteLength(text),
    ...headersOf(operation),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`POST / HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${text}`);
}

function opened(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true }, () => resolve(socket));
    socket.once('error', reject);
  });
}

function exchange(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    let received = '';
    const onData = (chunk: Buffer): void => {
      received += chunk.toString('latin1');
      if (!isWhole(received)) return;
      socket.off('data', onData);
      if (received.startsWith('HTTP/1.1 200')) resolve();
      else reject(new Error(received));
    };
    socket.on('data', onData);
    socket.write(bytes);
  });
}

function isWhole(response: string): boolean {
  const headEnd = response.indexOf('\r\n\r\n');
  if (headEnd < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(response)?.[1];
  if (length === undefined) return response.endsWith('\r\n0\r\n\r\n');
  return response.length >= headEnd + 4 + Number(length);
}
