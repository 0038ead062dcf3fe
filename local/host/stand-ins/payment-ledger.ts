import { createHash } from 'node:crypto';

/** A charge as the provider tells of it. */
export interface Charge {
  readonly chargeId: string;
  readonly status: 'CAPTURED' | 'PENDING' | 'DECLINED' | 'REVERSED';
  /** In minor units. */
  readonly amount: number;
  readonly currency: string;
}

export interface ChargeRequest {
  readonly amount: number;
  readonly currency: string;
  readonly paymentMethod: string;
}

/** What the provider does about a request; HANG and CUT are answers that never arrive. */
export type LedgerAnswer =
  | { readonly type: 'ANSWER'; readonly status: number; readonly body: object }
  | { readonly type: 'HANG' }
  | { readonly type: 'CUT' };

/** How a payment method behaves, as test cards of payment providers do. Every other one is charged. */
export const testPaymentMethods = {
  tok_declined: 'the card is declined',
  tok_unavailable: '503: nothing is done',
  tok_busy: '503 twice, then charged',
  tok_timeout: 'no answer, nothing is charged',
  tok_lost_answer: 'charged, but the connection breaks before the answer',
  tok_pending: 'pending; captured when it is asked for the second time',
  tok_stuck: 'pending for ever, and it cannot be reversed: 503',
} as const;

interface Entry {
  readonly request: ChargeRequest;
  charge: Charge;
  /** What has gone back, in minor units. */
  refunded: number;
  questions: number;
}

/**
 * What a payment provider keeps, without the HTTP around it. One charge a key, for ever: the same request gives the same
 * answer, another request under the same key is refused, and a key that was reversed is never charged.
 */
export class PaymentLedger {
  readonly #entries = new Map<string, Entry>();
  readonly #refusals = new Map<string, number>();

  charge(key: string, request: ChargeRequest): LedgerAnswer {
    const known = this.#entries.get(key);
    if (known !== undefined) return again(known, request);
    const { paymentMethod } = request;
    if (paymentMethod === 'tok_unavailable') return unavailable;
    if (paymentMethod === 'tok_busy' && this.#refuse(key) <= 2) return unavailable;
    if (paymentMethod === 'tok_timeout') return { type: 'HANG' };
    const entry = this.#enter(key, request, firstStatus(paymentMethod));
    return paymentMethod === 'tok_lost_answer' ? { type: 'CUT' } : told(entry);
  }

  find(key: string): LedgerAnswer {
    const entry = this.#entries.get(key);
    if (entry === undefined) return refusal(404, 'unknown_charge', 'There is no charge under this key.');
    entry.questions += 1;
    const { status } = entry.charge;
    if (status === 'PENDING' && entry.questions > 1 && entry.request.paymentMethod === 'tok_pending') {
      entry.charge = { ...entry.charge, status: 'CAPTURED' };
    }
    return answer(200, entry.charge);
  }

  /** Also of a key that has never been seen: a charge that arrives later is refused. */
  reverse(key: string): LedgerAnswer {
    const entry = this.#entries.get(key) ?? this.#enter(key, nothing, 'DECLINED');
    if (entry.request.paymentMethod === 'tok_stuck') return unavailable;
    if (entry.charge.status === 'CAPTURED') entry.refunded = entry.charge.amount;
    entry.charge = { ...entry.charge, status: 'REVERSED' };
    return answer(200, { reversalId: idOf('re', key), refunded: entry.refunded });
  }

  /** Every charge there ever was, by key. */
  charges(): ReadonlyMap<string, Charge> {
    return new Map([...this.#entries].map(([key, { charge }]) => [key, charge]));
  }

  #enter(key: string, request: ChargeRequest, status: Charge['status']): Entry {
    const { amount, currency } = request;
    const charge = { chargeId: idOf('ch', key), status, amount, currency };
    const entry = { request, charge, refunded: 0, questions: 0 };
    this.#entries.set(key, entry);
    return entry;
  }

  #refuse(key: string): number {
    const refusals = (this.#refusals.get(key) ?? 0) + 1;
    this.#refusals.set(key, refusals);
    return refusals;
  }
}

/** XTS is ISO 4217's code for tests: no money at all. */
const nothing: ChargeRequest = { amount: 0, currency: 'XTS', paymentMethod: '' };

function firstStatus(paymentMethod: string): Charge['status'] {
  if (paymentMethod === 'tok_declined') return 'DECLINED';
  return paymentMethod === 'tok_pending' || paymentMethod === 'tok_stuck' ? 'PENDING' : 'CAPTURED';
}

function again(entry: Entry, { amount, currency, paymentMethod }: ChargeRequest): LedgerAnswer {
  const { request } = entry;
  if (entry.charge.status === 'REVERSED') {
    return refusal(409, 'reversed', 'The charge under this key has been reversed.');
  }
  const isSame =
    request.amount === amount && request.currency === currency && request.paymentMethod === paymentMethod;
  if (!isSame) return refusal(409, 'key_reused', 'Another charge has been made under this key.');
  return told(entry);
}

function told({ charge }: Entry): LedgerAnswer {
  if (charge.status === 'DECLINED') return refusal(402, 'card_declined', 'The card was declined.');
  return answer(201, charge);
}

const unavailable = refusal(503, 'unavailable', 'Nothing was done; try again later.');

function refusal(status: number, error: string, message: string): LedgerAnswer {
  return answer(status, { error, message });
}

function answer(status: number, body: object): LedgerAnswer {
  return { type: 'ANSWER', status, body };
}

function idOf(prefix: string, key: string): string {
  return `${prefix}_${createHash('sha256').update(key).digest('hex').slice(0, 16)}`;
}
