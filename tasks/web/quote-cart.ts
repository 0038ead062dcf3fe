import { defineTask } from '../../asl/builder/define-task.ts';
import { retryPolicy, transient } from '../../asl/builder/retry-policy.ts';
import { cutOff } from '../aws/repeatable.ts';
import { STORAGE_UNAVAILABLE } from '../aws/storage-failure.ts';
import { CheckoutRequest } from '../checkout/checkout-request.ts';
import { Cart, price } from '../checkout/pricing.ts';
import { shop } from '../checkout/shop.ts';

/** A cart, before anybody says who buys it. */
export const QuoteRequest = CheckoutRequest.pick({ currency: true, lines: true });

/** A gateway waits for 29 seconds: two attempts of five each and a pause fit in, the caller may ask again. */
const whileSomebodyWaits = { maxAttempts: 1, maxDelaySeconds: 2 } as const;

/** What a cart costs now. Nothing is held, and nobody is bound by it. */
export const quoteCart = defineTask('QuoteCart', {
  input: QuoteRequest,
  output: Cart,
  errors: ['InvalidCheckout', 'StorageUnavailable'],
  timeoutSeconds: 5,
  retry: [
    retryPolicy({ errors: [STORAGE_UNAVAILABLE, ...transient.errors, ...cutOff], ...whileSomebodyWaits }),
  ],
  handler: async (request) => price(request, await shop().readProducts(request.lines.map(({ sku }) => sku))),
});
