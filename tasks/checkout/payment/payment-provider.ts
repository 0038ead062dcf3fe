import { z } from 'zod';
import { TaskError } from '../../../asl/builder/task-error.ts';
import { Currency, MinorUnits } from '../checkout-request.ts';
import { shop } from '../shop.ts';
import type { ProviderAnswer } from './ask-provider.ts';

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
  const answer = await shop().askProvider('/charges', { key, body: request });
  if (answer.status === 402) throw new TaskError('CardDeclined', messageIn(answer));
  return read(Charge, answer);
}

/** Undefined where the provider has never heard of the key: the charge did not arrive, or not yet. */
export async function findCharge(key: string): Promise<Charge | undefined> {
  const answer = await shop().askProvider(`/charges/${encodeURIComponent(key)}`);
  return answer.status === 404 ? undefined : read(Charge, answer);
}

export async function reverse(key: string): Promise<Reversal> {
  return read(Reversal, await shop().askProvider('/reversals', { key, body: { charge: key } }));
}

function read<Schema extends z.ZodType>(schema: Schema, answer: ProviderAnswer): z.output<Schema> {
  const { status } = answer;
  if (status === 429 || status === 503) throw new TaskError('PaymentUnavailable', messageIn(answer));
  if (status >= 500) throw new TaskError('PaymentUnknown', messageIn(answer));
  if (status >= 400) throw new TaskError('PaymentRefused', messageIn(answer));
  return schema.parse(answer.body);
}

function messageIn({ status, body }: ProviderAnswer): string {
  const { message } = z.object({ message: z.string().optional() }).safeParse(body).data ?? {};
  return message ?? `The payment provider answered ${status}.`;
}
