import { env } from 'node:process';
import { createShopStorage } from '../../local/cli/dev/shop-storage.ts';
import { setTaskEnvironment } from '../../local/cli/dev/task-environment.ts';
import { startStandIns } from '../../local/host/stand-ins.ts';
import { startPaymentProvider } from '../../local/host/stand-ins/payment-provider.ts';
import { reachEndpoint } from '../../tasks/aws/clients.ts';

/** DynamoDB, SNS and a payment provider in this process, with the sample goods; the checkout tasks find them by the environment. */
export async function startShop() {
  const [standIns, provider] = await Promise.all([startStandIns(), startPaymentProvider()]);
  setTaskEnvironment(standIns.endpoints, { region: 'us-east-1' });
  for (const [url, httpAgent] of standIns.agents) reachEndpoint(url, { httpAgent });
  env['PAYMENT_ENDPOINT'] = provider.url;
  await createShopStorage();
  const close = async () => {
    for (const url of standIns.agents.keys()) reachEndpoint(url, undefined);
    await Promise.all([standIns.close(), provider.close()]);
  };
  return { ledger: provider.ledger, close };
}
