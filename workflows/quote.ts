import { invoke } from '../asl/builder/states/invoke.ts';
import { workflow } from '../asl/builder/workflow.ts';
import { quoteCart, QuoteRequest } from '../tasks/web/quote-cart.ts';

/** What a cart costs, in one call: Express, because the caller waits for it. */
export const quote = workflow(
  'Quote',
  {
    type: 'EXPRESS',
    input: QuoteRequest,
    timeoutSeconds: 20,
    comment: 'Cart in; prices of the catalogue out',
  },
  ({ currency, lines }) => invoke(quoteCart, { currency, lines }),
);
