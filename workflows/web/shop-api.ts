import { z } from 'zod';
import { CheckoutRequest } from '../../tasks/checkout/checkout-request.ts';
import { authorizeCustomer } from '../../tasks/web/authorize-customer.ts';
import { authorizePartner, partnerIdHeader, partnerSecretHeader } from '../../tasks/web/authorize-partner.ts';
import { checkHealth } from '../../tasks/web/check-health.ts';
import { QuoteRequest } from '../../tasks/web/quote-cart.ts';
import { checkout } from '../checkout.ts';
import { quote } from '../quote.ts';
import {
  orderNotRead,
  orderNotStarted,
  orderRead,
  orderStarted,
  readOrder,
  startOrder,
} from './order-templates.ts';
import { quoteEnded, quoteNotStarted, startQuote } from './quote-templates.ts';
import type { RestApiDescription } from './rest-route.ts';

/** A checkout without its customer, who is known by the token; the key becomes a part of the execution's name. */
export const OrderRequest = CheckoutRequest.omit({ customerId: true })
  .extend({ idempotencyKey: z.string().regex(/^[A-Za-z0-9_-]{8,40}$/) })
  .strict();

/** The shop's door to the web: customers order and look at their orders, partners ask for prices. */
export const shopApi: RestApiDescription = {
  name: 'Shop',
  stage: 'v1',
  authorizers: {
    customer: {
      type: 'TOKEN',
      task: authorizeCustomer,
      identityHeaders: ['Authorization'],
      pattern: String.raw`^Bearer +[\w-]+\.[\w-]+\.[\w-]+$`,
      cacheSeconds: 60,
    },
    partner: {
      type: 'REQUEST',
      task: authorizePartner,
      identityHeaders: [partnerIdHeader, partnerSecretHeader],
      cacheSeconds: 60,
    },
  },
  routes: [
    {
      method: 'POST',
      path: '/orders',
      authorizer: 'customer',
      body: OrderRequest,
      integration: {
        type: 'StepFunctions',
        action: 'StartExecution',
        workflow: checkout,
        request: startOrder,
        answerStatus: 202,
        answer: orderStarted,
        refusal: orderNotStarted,
      },
    },
    {
      method: 'GET',
      path: '/orders/{order}',
      authorizer: 'customer',
      integration: {
        type: 'StepFunctions',
        action: 'DescribeExecution',
        workflow: checkout,
        request: readOrder,
        answerStatus: 200,
        answer: orderRead,
        refusal: orderNotRead,
      },
    },
    {
      method: 'POST',
      path: '/quotes',
      authorizer: 'partner',
      body: QuoteRequest.strict(),
      integration: {
        type: 'StepFunctions',
        action: 'StartSyncExecution',
        workflow: quote,
        request: startQuote,
        answerStatus: 200,
        answer: quoteEnded,
        refusal: quoteNotStarted,
      },
    },
    { method: 'GET', path: '/health', integration: { type: 'Function', task: checkHealth } },
  ],
};
