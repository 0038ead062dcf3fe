import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Money in a currency's minor units: cents, pence, yen. Never a fraction. */
export const MinorUnits = z.int().min(0);

/** ISO 4217. */
export const Currency = z.string().regex(/^[A-Z]{3}$/);

export const Sku = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);

export const Quantity = z.int().min(1).max(99);

/** What the customer saw when they said yes; a price that has changed since is told, not charged. */
export const RequestedLine = z.object({ sku: Sku, quantity: Quantity, expectedUnitPrice: MinorUnits });
export type RequestedLine = z.output<typeof RequestedLine>;

export const Address = z.object({
  name: z.string().min(1).max(100),
  line1: z.string().min(1).max(200),
  city: z.string().min(1).max(100),
  postalCode: z.string().min(1).max(20),
  country: z.string().regex(/^[A-Z]{2}$/),
});

/** The input of the workflow. */
export const CheckoutRequest = z.object({
  /** Chosen by the client, the same for each repetition of the same purchase. */
  idempotencyKey: z.string().min(8).max(128),
  customerId: z.string().min(1).max(100),
  currency: Currency,
  lines: z.array(RequestedLine).min(1).max(50),
  shipTo: Address,
  /** What the provider's page made of the card; a card's number never comes here. */
  paymentMethod: z.string().regex(/^tok_[A-Za-z0-9_]{1,60}$/),
});
export type CheckoutRequest = z.output<typeof CheckoutRequest>;

/**
 * The same key of the same customer is the same order, however often it is sent, and whatever happened to the first:
 * from it follow the holds, the charge, its reversal and the events. 32 hexadecimal digits.
 */
export function orderIdOf({
  customerId,
  idempotencyKey,
}: Pick<CheckoutRequest, 'customerId' | 'idempotencyKey'>): string {
  const identity = JSON.stringify([customerId, idempotencyKey]);
  return createHash('sha256').update(identity).digest('hex').slice(0, 32);
}

export const OrderId = z.string().regex(/^[0-9a-f]{32}$/);

/** What a request asks for: the same key with something else in the cart is a mistake of the client. */
export function fingerprintOf(request: CheckoutRequest): string {
  const { currency, lines, shipTo, paymentMethod } = request;
  const asked = lines.map(({ sku, quantity, expectedUnitPrice }) => [sku, quantity, expectedUnitPrice]);
  const { name, line1, city, postalCode, country } = shipTo;
  const all = [currency, asked, [name, line1, city, postalCode, country], paymentMethod];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex');
}
