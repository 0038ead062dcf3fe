import { expect, test } from '@jest/globals';
import { CheckoutRequest, fingerprintOf, orderIdOf } from '../../../tasks/checkout/checkout-request.ts';
import { sampleRequest } from '../../support/checkout-sample.ts';

const request = sampleRequest('confirmed');

test('makes one order of one key, whatever else is asked', () => {
  const other: CheckoutRequest = { ...request, paymentMethod: 'tok_other' };
  expect(orderIdOf(other)).toBe(orderIdOf(request));
  expect(orderIdOf(request)).toMatch(/^[0-9a-f]{32}$/);
});

test('makes different orders of different customers and keys', () => {
  const ids = [request, { ...request, customerId: 'bob' }, { ...request, idempotencyKey: 'another-one' }].map(
    orderIdOf,
  );
  expect(new Set(ids).size).toBe(3);
});

test.each([
  ['the currency', { currency: 'GBP' }],
  ['the card', { paymentMethod: 'tok_other' }],
  ['the address', { shipTo: { ...request.shipTo, city: 'Paris' } }],
  ['the cart', { lines: request.lines.slice(1) }],
])('sees by the fingerprint that %s is another', (_what, change) => {
  expect(fingerprintOf({ ...request, ...change })).not.toBe(fingerprintOf(request));
});

const [line] = request.lines;

test.each([
  ['no lines', { lines: [] }],
  ['too many lines', { lines: Array.from({ length: 51 }, () => line) }],
  ['a negative quantity', { lines: [{ ...line, quantity: -1 }] }],
  ['no quantity', { lines: [{ ...line, quantity: 0 }] }],
  ['a fraction of a thing', { lines: [{ ...line, quantity: 1.5 }] }],
  ['a negative price', { lines: [{ ...line, expectedUnitPrice: -1 }] }],
  ['a price that is text', { lines: [{ ...line, expectedUnitPrice: '1290' }] }],
  ['an SKU that is a path', { lines: [{ ...line, sku: '../orders' }] }],
  ['a currency of no country', { currency: 'Euro' }],
  ['a card number', { paymentMethod: '4242424242424242' }],
  ['no address', { shipTo: undefined }],
  ['an empty key', { idempotencyKey: '' }],
  ['no customer', { customerId: undefined }],
])('refuses %s', (_what, change) => {
  expect(CheckoutRequest.safeParse({ ...request, ...change }).success).toBe(false);
});
