import { env } from 'node:process';
import { closeAbandonedOrder } from '../../../tasks/checkout/close-abandoned-order.ts';
import { checkout } from '../../../workflows/checkout.ts';
import { endpointOf } from '../../host/endpoints.ts';
import { startPaymentProvider } from '../../host/stand-ins/payment-provider.ts';
import { openShopApi } from './shop-api-server.ts';
import { createShopStorage, createEventsTopic } from './shop-storage.ts';
import type { WorkflowWorld } from './workflow-world.ts';

/** A shop with goods, and a payment provider in this process unless PAYMENT_ENDPOINT names another. */
export const shopWorld: WorkflowWorld = {
  workflow: checkout,
  open: async (endpoints) => {
    await createShopStorage();
    if (endpointOf(endpoints, 'sns') !== undefined) await createEventsTopic();
    if (env['PAYMENT_ENDPOINT']) return { close: async () => {} };
    const provider = await startPaymentProvider();
    env['PAYMENT_ENDPOINT'] = provider.url;
    return {
      close: async () => {
        delete env['PAYMENT_ENDPOINT'];
        await provider.close();
      },
    };
  },
  trigger: openShopApi,
  onFailed: (event) => closeAbandonedOrder(event),
};
