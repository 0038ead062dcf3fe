import { startServer } from '../../local/cli/serve.ts';
import { keepPausesShort } from '../../local/cli/short-pauses.ts';
import { startStandIns } from '../../local/host/stand-ins.ts';
import { answerParent } from './server-process.ts';

/** What `stateyard local` serves; with the flag `stand-ins`, S3 in the same process, as `stateyard dev` has it. */
keepPausesShort();
const standIns = process.argv.includes('stand-ins') ? await startStandIns() : undefined;
const { url } = await startServer({
  port: 0,
  host: '127.0.0.1',
  accountId: '123456789012',
  region: 'us-east-1',
  waitTimeScale: 1,
  mockConfigPath: undefined,
  environment: process.env,
  ...(standIns && { standIns: standIns.endpoints }),
});
answerParent(url, async (told) => {
  const { csvLines } = told as { readonly csvLines: number };
  const s3 = standIns?.endpoints.byService['s3'];
  const rows = Array.from({ length: csvLines }, (_, index) => `order-${index},A1,2`);
  await fetch(`${s3}/orders`, { method: 'PUT' });
  await fetch(`${s3}/orders/orders.csv`, {
    method: 'PUT',
    body: `orderId,sku,quantity\n${rows.join('\n')}\n`,
  });
});
