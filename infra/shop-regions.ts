import type { App } from 'aws-cdk-lib/core';
import { z } from 'zod';
import { CheckoutStack } from './checkout-stack.ts';
import type { TaskBundle } from './functions/bundle-tasks.ts';
import { WebStack } from './web-stack.ts';

/** The context `shopRegions`: where the shop stands, and the name that all of it answers to. */
const ShopRegions = z.strictObject({
  home: z.string(),
  replicas: z.array(z.string()).min(1).max(2),
  witness: z.string().optional(),
  domain: z
    .strictObject({
      name: z.string(),
      hostedZoneId: z.string(),
      /** By region: certificates do not reach over. */
      certificateArns: z.record(z.string(), z.string()),
    })
    .optional(),
});
type ShopRegions = z.output<typeof ShopRegions>;

/** The shop and its door to the web: in whatever region it is deployed to, or in each of those that the context names. */
export function shopStacks(app: App, tasks: TaskBundle): void {
  const regions = readRegions(app.node.tryGetContext('shopRegions'));
  if (regions === undefined) {
    standing(app, '', { tasks });
    return;
  }
  const [home, ...others] = [regions.home, ...regions.replicas].map((region) =>
    standing(app, `-${region}`, { tasks, region, regions }),
  );
  /** The tables come first. */
  for (const other of others) if (home) other.addStackDependency(home);
}

function readRegions(context: unknown): ShopRegions | undefined {
  if (context === undefined) return undefined;
  const read = ShopRegions.safeParse(typeof context === 'string' ? parsed(context) : context);
  if (read.success) return read.data;
  throw new Error(
    `The context shopRegions is JSON such as {"home":"us-east-1","replicas":["us-east-2"],"witness":"us-west-2"}: ${z.prettifyError(read.error)}`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

interface Standing {
  readonly tasks: TaskBundle;
  readonly region?: string;
  readonly regions?: ShopRegions;
}

function standing(app: App, suffix: string, { tasks, region, regions }: Standing): CheckoutStack {
  const account = process.env['CDK_DEFAULT_ACCOUNT'];
  const where = region !== undefined && { env: { region, ...(account && { account }) } };
  const shop = new CheckoutStack(app, `StateyardCheckout${suffix}`, {
    ...where,
    tasks,
    ...(regions && { shared: regions }),
    description: 'Cart in; goods kept and money taken, or neither',
  });
  const domain = region !== undefined && regions ? domainIn(region, regions) : undefined;
  new WebStack(app, `StateyardWeb${suffix}`, {
    ...where,
    tasks,
    shop,
    ...(domain && { domain }),
    description: 'The shop’s REST API: orders of customers, prices for partners',
  });
  return shop;
}

function domainIn(region: string, { domain }: ShopRegions) {
  if (domain === undefined) return undefined;
  const { certificateArns, ...shared } = domain;
  const certificateArn = certificateArns[region];
  if (certificateArn !== undefined) return { ...shared, certificateArn };
  throw new Error(`The context shopRegions has no certificate of ${domain.name} in ${region}.`);
}
