import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { type LedgerAnswer, PaymentLedger } from './payment-ledger.ts';

/** A payment provider on this machine. What it holds is gone when it is closed. */
export interface PaymentProvider {
  readonly url: string;
  readonly ledger: PaymentLedger;
  readonly close: () => Promise<void>;
}

/**
 * Serves a ledger on a port of 127.0.0.1 that the system chooses:
 *
 *     POST /charges        { amount, currency, paymentMethod }, header Idempotency-Key
 *     GET  /charges/{key}
 *     POST /reversals      { charge: key }, header Idempotency-Key
 */
export async function startPaymentProvider(): Promise<PaymentProvider> {
  const ledger = new PaymentLedger();
  const server = createServer((request, response) => {
    answerOf(ledger, request).then(
      (answer) => send(response, answer),
      () => send(response, badRequest),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve, reject) => {
      server.close((error) => (error === undefined ? resolve() : reject(error)));
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, ledger, close };
}

async function answerOf(ledger: PaymentLedger, request: IncomingMessage): Promise<LedgerAnswer> {
  const { method, url = '' } = request;
  const key = String(request.headers['idempotency-key'] ?? '');
  const [, charged] = /^\/charges\/([^/?]+)$/.exec(url) ?? [];
  if (method === 'GET' && charged !== undefined) return ledger.find(decodeURIComponent(charged));
  if (method !== 'POST' || key === '') return badRequest;
  const body: unknown = await json(request);
  if (url === '/charges' && isChargeRequest(body)) return ledger.charge(key, body);
  return url === '/reversals' ? ledger.reverse(key) : badRequest;
}

function isChargeRequest(body: unknown): body is Parameters<PaymentLedger['charge']>[1] {
  if (typeof body !== 'object' || body === null) return false;
  const { amount, currency, paymentMethod } = body as { readonly [field: string]: unknown };
  const isAmount = Number.isSafeInteger(amount) && (amount as number) >= 0;
  return isAmount && typeof currency === 'string' && typeof paymentMethod === 'string';
}

const badRequest: LedgerAnswer = {
  type: 'ANSWER',
  status: 400,
  body: {
    error: 'bad_request',
    message: 'A charge needs amount, currency, paymentMethod and Idempotency-Key.',
  },
};

function send(response: ServerResponse, answer: LedgerAnswer): void {
  if (answer.type === 'HANG') return;
  if (answer.type === 'CUT') {
    response.socket?.destroy();
    return;
  }
  response.writeHead(answer.status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answer.body));
}
