import { z } from 'zod';
import { TaskError } from '../../asl/builder/task-error.ts';
import { Currency, MinorUnits, type RequestedLine, Sku } from './checkout-request.ts';

/** What is sold, at what price. */
export const Product = z.object({
  sku: Sku,
  name: z.string(),
  unitPrice: MinorUnits,
  currency: Currency,
});
export type Product = z.output<typeof Product>;

/** One line for each SKU, in the order of the SKUs. */
export const CartLine = z.object({
  sku: Sku,
  quantity: z.int().min(1),
  unitPrice: MinorUnits,
  amount: MinorUnits,
});
export type CartLine = z.output<typeof CartLine>;

/** Both prices, so that the shop can ask the customer again. */
export const PriceChange = z.object({ sku: Sku, expectedUnitPrice: MinorUnits, unitPrice: MinorUnits });

/** A cart with the prices of the catalogue. */
export const Cart = z.object({
  currency: Currency,
  lines: z.array(CartLine).min(1),
  total: MinorUnits,
  changes: z.array(PriceChange),
});
export type Cart = z.output<typeof Cart>;

/** A million of the major unit; more is a mistake of the client, or no matter for a web shop. */
export const TOTAL_MAX = 100_000_000;

/** Of one SKU in one order, also when it stands in several lines. */
export const QUANTITY_MAX = 99;

/**
 * The price of a cart by the catalogue alone: what the client believes a price to be is compared, never used. Throws
 * InvalidCheckout for a cart that nobody can buy.
 */
export function price(
  { lines: requested, currency }: { readonly lines: readonly RequestedLine[]; readonly currency: string },
  catalogue: ReadonlyMap<string, Product>,
): Cart {
  const lines = [...quantitiesBySku(requested)].map(([sku, quantity]) =>
    priceLine({ sku, quantity, currency }, catalogue),
  );
  const total = lines.reduce((sum, { amount }) => sum + amount, 0);
  if (total > TOTAL_MAX)
    refuse(`The total is ${total} ${currency} minor units; at most ${TOTAL_MAX} are taken.`);
  return { currency, lines, total, changes: changesIn(requested, catalogue) };
}

/** In the order of the SKUs: two carts with the same content are the same cart. */
function quantitiesBySku(lines: readonly RequestedLine[]): ReadonlyMap<string, number> {
  const quantities = new Map<string, number>();
  for (const { sku, quantity } of lines) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity);
  return new Map([...quantities].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function priceLine(
  { sku, quantity, currency }: { readonly sku: string; readonly quantity: number; readonly currency: string },
  catalogue: ReadonlyMap<string, Product>,
): CartLine {
  const product = catalogue.get(sku) ?? refuse(`There is no product ${sku}.`);
  if (product.currency !== currency) refuse(`${sku} is sold in ${product.currency}, not in ${currency}.`);
  if (quantity > QUANTITY_MAX)
    refuse(`${quantity} of ${sku} are too many; ${QUANTITY_MAX} are sold at once.`);
  return { sku, quantity, unitPrice: product.unitPrice, amount: product.unitPrice * quantity };
}

function changesIn(requested: readonly RequestedLine[], catalogue: ReadonlyMap<string, Product>) {
  return requested.flatMap(({ sku, expectedUnitPrice }) => {
    const { unitPrice } = catalogue.get(sku) ?? { unitPrice: expectedUnitPrice };
    return unitPrice === expectedUnitPrice ? [] : [{ sku, expectedUnitPrice, unitPrice }];
  });
}

function refuse(message: string): never {
  throw new TaskError('InvalidCheckout', message);
}
