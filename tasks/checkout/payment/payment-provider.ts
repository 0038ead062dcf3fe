import { z } from 'zod';
import { TaskError } from '../../../asl/builder/task-error.ts';
import { Currency, MinorUnits } from '../checkout-request.ts';
import { paymentSettings } from './payment-settings.ts';

/**
 * The shop's side of the payment provider. Three requests, each under the order's key, each as good ten times as once:
 *
 *     POST /charges          takes the money: 201, or 402 declined, 409 another charge has this key
 *     GET  /charges/{key}    what became of it: 200, or 404 never heard of
 *     POST /reversals        gives the money back, or makes sure that a charge which is still on its way takes none
 *
 * 429 and 503 say that nothing was done. Every other silence leaves open whether it was: PaymentUnknown.
 */
export const Charge = z.object({
  chargeId: z.string(),
  status: z.enum(['CAPTURED', 'PENDING', 'DECLINED', 'REVERSED']),
  amount: MinorUnits,
  currency: Currency,
});
export type Charge = z.output<typeof Charge>;

export const Reversal = z.object({ reversalId: z.string(), refunded: MinorUnits });
export type Reversal = z.output<typeof Reversal>;

/** What asking the provider may end with. */
export const paymentErrors = ['PaymentUnavailable', 'PaymentUnknown', 'PaymentRefused'] as const;

export interface ChargeRequest {
  readonly amount: number;
  readonly currency: string;
  readonly paymentMethod: string;
}

export async function charge(key: string, request: ChargeRequest): Promise<Charge> {
  const answer = await ask('/charges', { key, body: request });
  if (answer.status === 402) throw new TaskError('CardDeclined', messageIn(answer));
  return read(Charge, answer);
}

/** Undefined where the provider has never heard of the key: the charge did not arrive, or not yet. */
export async function findCharge(key: string): Promise<Charge | undefined> {
  const answer = await ask(`/charges/${encodeURIComponent(key)}`);
  return answer.status === 404 ? undefined : read(Charge, answer);
}

export async function reverse(key: string): Promise<Reversal> {
  return read(Reversal, await ask('/reversals', { key, body: { charge: key } }));
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function ask(path: string, post?: { readonly key: string; readonly body: object }): Promise<Answer> {
  const { endpoint, apiKey, patienceMs } = paymentSettings();
  const request: RequestInit = {
    method: post === undefined ? 'GET' : 'POST',
    headers: {
      'content-type': 'application/json',
      ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
      ...(post && { 'idempotency-key': post.key }),
    },
    ...(post && { body: JSON.stringify(post.body) }),
    signal: AbortSignal.timeout(patienceMs),
  };
  try {
    const response = await fetch(`${endpoint}${path}`, request);
    return { status: response.status, body: await response.json() };
  } catch (thrown) {
    throw silence(thrown);
  }
}

/** Only where no connection came about is it sure that the request did not arrive. */
function silence(thrown: unknown): TaskError {
  const { cause, message } = thrown as Error;
  const code = (cause as NodeJS.ErrnoException | undefined)?.code ?? '';
  if (neverConnected.has(code)) {
    return new TaskError('PaymentUnavailable', `The payment provider cannot be reached: ${code}.`, {
      cause: thrown,
    });
  }
  return new TaskError('PaymentUnknown', `The payment provider has not answered: ${code || message}.`, {
    cause: thrown,
  });
}

const neverConnected: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function read<Schema extends z.ZodType>(schema: Schema, answer: Answer): z.output<Schema> {
  const { status } = answer;
  if (status === 429 || status === 503) throw new TaskError('PaymentUnavailable', messageIn(answer));
  if (status >= 500) throw new TaskError('PaymentUnknown', messageIn(answer));
  if (status >= 400) throw new TaskError('PaymentRefused', messageIn(answer));
  return schema.parse(answer.body);
}

function messageIn({ status, body }: Answer): string {
  const { message } = z.object({ message: z.string().optional() }).safeParse(body).data ?? {};
  return message ?? `The payment provider answered ${status}.`;
}
