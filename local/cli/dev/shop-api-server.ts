import { env, stderr } from 'node:process';
import { checkout } from '../../../workflows/checkout.ts';
import { shopApi } from '../../../workflows/web/shop-api.ts';
import { createHandler } from '../../api/handler.ts';
import { listen } from '../../host/http-server.ts';
import { findSample, inputOf } from '../samples.ts';
import { closeShopCallers, openShopCallers, type ShopCallers } from './shop-callers.ts';
import { shopGateway } from './shop-gateway.ts';
import type { OpenTrigger, Serving } from './workflow-world.ts';

/** What API Gateway takes at most (docs.aws.amazon.com/apigateway/latest/developerguide/limits.html). */
const requestBytesMax = 10 * 1_048_576;

/** Serves the shop's REST API beside the Step Functions API: at the port that SHOP_API_PORT names, or a free one. */
export async function openShopApi({ engine, stateMachineArn, region }: Serving): Promise<OpenTrigger> {
  const callers = openShopCallers();
  const [, , , , accountId = ''] = stateMachineArn.split(':');
  const surroundings = { now: Date.now, sink: (line: string) => stderr.write(`${line}\n`) };
  const handle = shopGateway({ place: { region, accountId }, api: createHandler(engine), surroundings });
  const port = Number(env['SHOP_API_PORT'] || 0);
  const server = await listen({ port, host: '127.0.0.1', handle, requestBytesMax });
  const close = async () => {
    await server.close();
    closeShopCallers(callers);
  };
  return { told: howToCall(`${server.url}/${shopApi.stage}`, callers), close };
}

function howToCall(url: string, callers: ShopCallers | undefined): string {
  const customer = [callers?.customerHeader ?? 'Authorization: Bearer TOKEN'];
  const partner = callers?.partnerHeaders ?? ['x-partner-id: ID', 'x-partner-secret: SECRET'];
  const { customerId: _, ...sample } = JSON.parse(inputOf(findSample(checkout.name, 'confirmed')));
  const order = { ...sample, idempotencyKey: 'my-first-order' };
  return `\
The shop's REST API is at ${url}. An order, what has become of it, a price, and its health:

${curl('-i ', `${url}/orders`, customer, order)}

${curl('', `${url}/orders/${order.idempotencyKey}`, customer)}

${curl('', `${url}/quotes`, partner, { currency: order.currency, lines: order.lines })}

${curl('-i ', `${url}/health`, [])}
`;
}

function curl(flags: string, url: string, headers: readonly string[], body?: object): string {
  const given = headers.map((header) => `-H ${quoted(header)}`);
  const data = body ? [`--json ${quoted(JSON.stringify(body))}`] : [];
  return `  ${[`curl ${flags}${url}`, ...given, ...data].join(' \\\n    ')}`;
}

/** For a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
