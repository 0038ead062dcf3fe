import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { repeatable } from '../aws/repeatable.ts';
import { CheckoutRequest } from './checkout-request.ts';
import { Cart, price } from './pricing.ts';
import { shop } from './shop.ts';

/** The cart with the prices of the catalogue. */
export const priceCart = defineTask('PriceCart', {
  input: z.object({ request: CheckoutRequest }),
  output: Cart,
  errors: ['InvalidCheckout', 'StorageUnavailable'],
  timeoutSeconds: 5,
  retry: repeatable,
  handler: async ({ request }) =>
    price(request, await shop().readProducts(request.lines.map(({ sku }) => sku))),
});
