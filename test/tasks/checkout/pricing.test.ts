import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { RequestedLine } from '../../../tasks/checkout/checkout-request.ts';
import { price, type Product, QUANTITY_MAX, TOTAL_MAX } from '../../../tasks/checkout/pricing.ts';

const product = (sku: string, unitPrice: number, currency = 'EUR'): Product => ({
  sku,
  name: sku,
  unitPrice,
  currency,
});
const catalogueOf = (...products: readonly Product[]) => new Map(products.map((one) => [one.sku, one]));
const line = (sku: string, quantity: number, expectedUnitPrice: number): RequestedLine => ({
  sku,
  quantity,
  expectedUnitPrice,
});
const cart = (...lines: readonly RequestedLine[]) => ({ lines, currency: 'EUR' });

describe('any cart', () => {
  const prices = fc.record({ cup: fc.nat(9_999), pot: fc.nat(9_999), tea: fc.nat(9_999) });
  const lines = fc.array(
    fc.record({
      sku: fc.constantFrom('cup', 'pot', 'tea'),
      quantity: fc.integer({ min: 1, max: 9 }),
      expectedUnitPrice: fc.nat(9_999),
    }),
    { minLength: 1, maxLength: 8 },
  );
  const given = fc.record({ prices, lines });
  const priced = ({
    prices: { cup, pot, tea },
    lines: requested,
  }: {
    prices: Record<'cup' | 'pot' | 'tea', number>;
    lines: RequestedLine[];
  }) => price(cart(...requested), catalogueOf(product('cup', cup), product('pot', pot), product('tea', tea)));

  test('costs quantity times catalogue price, whatever was expected', () => {
    const property = fc.property(given, ({ prices: catalogue, lines: requested }) => {
      const sum = requested.reduce(
        (total, { sku, quantity }) => total + quantity * catalogue[sku as 'cup'],
        0,
      );
      const { total, lines: own } = priced({ prices: catalogue, lines: requested });
      expect(total).toBe(sum);
      expect(own.reduce((amounts, { amount }) => amounts + amount, 0)).toBe(sum);
      expect(Number.isSafeInteger(total)).toBe(true);
    });
    fc.assert(property);
  });

  test('is the same in any order of its lines', () => {
    const property = fc.property(given, fc.nat(), ({ prices: catalogue, lines: requested }, turn) => {
      const at = turn % requested.length;
      const turned = [...requested.slice(at), ...requested.slice(0, at)];
      const { changes: _one, ...first } = priced({ prices: catalogue, lines: requested });
      const { changes: _other, ...second } = priced({ prices: catalogue, lines: turned });
      expect(second).toEqual(first);
    });
    fc.assert(property);
  });

  test('has one line for each SKU, in order', () => {
    fc.assert(
      fc.property(given, (one) => {
        const skus = priced(one).lines.map(({ sku }) => sku);
        expect(skus).toEqual([...new Set(one.lines.map(({ sku }) => sku))].toSorted());
      }),
    );
  });

  test('tells every price that is not the expected one, and no other', () => {
    fc.assert(
      fc.property(given, (one) => {
        const differing = one.lines.filter(
          ({ sku, expectedUnitPrice }) => one.prices[sku as 'cup'] !== expectedUnitPrice,
        );
        expect(priced(one).changes).toHaveLength(differing.length);
      }),
    );
  });
});

test('gives both prices where one has changed', () => {
  const { changes } = price(cart(line('cup', 1, 900)), catalogueOf(product('cup', 950)));
  expect(changes).toEqual([{ sku: 'cup', expectedUnitPrice: 900, unitPrice: 950 }]);
});

describe('a cart that nobody can buy is an InvalidCheckout', () => {
  const catalogue = catalogueOf(
    product('cup', 900),
    product('tray', 900, 'GBP'),
    product('palace', TOTAL_MAX),
  );

  test.each([
    ['an unknown product', [line('jug', 1, 900)], 'There is no product jug.'],
    ['another currency', [line('tray', 1, 900)], 'tray is sold in GBP, not in EUR.'],
    [
      'too many of one, in several lines',
      [line('cup', QUANTITY_MAX, 900), line('cup', 1, 900)],
      '100 of cup are too many; 99 are sold at once.',
    ],
    [
      'a total beyond all bounds',
      [line('palace', 2, TOTAL_MAX)],
      'The total is 200000000 EUR minor units; at most 100000000 are taken.',
    ],
  ])('%s', (_title, lines, message) => {
    expect(() => price(cart(...lines), catalogue)).toThrow(
      expect.objectContaining({ name: 'InvalidCheckout', message }),
    );
  });
});
