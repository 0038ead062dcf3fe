import { CfnOutput, CfnParameter, Stack, type StackProps } from 'aws-cdk-lib/core';
import { Period, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import { usageKeyOf } from '../tasks/web/authorize-partner.ts';
import { checkHealth } from '../tasks/web/check-health.ts';
import { quote } from '../workflows/quote.ts';
import { shopApi } from '../workflows/web/shop-api.ts';
import type { CheckoutStack } from './checkout-stack.ts';
import type { TaskBundle } from './functions/bundle-tasks.ts';
import { taskFunction } from './functions/task-function.ts';
import { acknowledge } from './permissions/acknowledgements.ts';
import { allowItems } from './permissions/table-rights.ts';
import { CustomerPool } from './web/customer-pool.ts';
import { DescribedApi, type RouteAuthorizer } from './web/described-api.ts';
import { functionAuthorizer } from './web/function-authorizers.ts';
import { RegionalDomain, type SharedDomain } from './web/regional-domain.ts';
import { WebFirewall } from './web/web-firewall.ts';
import { WorkflowStateMachine } from './workflow-state-machine.ts';

export interface WebStackProps extends StackProps {
  readonly tasks: TaskBundle;
  readonly shop: CheckoutStack;
  /** Who says who customers are: an issuer of signed tokens, or a user pool of this stack. */
  readonly customers?: 'token' | 'user-pool';
  /** By partner, the SHA-256 of its secret, in hexadecimal. */
  readonly partners?: Readonly<Record<string, string>>;
  readonly firewall?: boolean;
  /** For the same API in several regions, a stack in each. */
  readonly domain?: SharedDomain;
}

/** The shop's door to the web: the API that workflows/web/shop-api.ts describes, before the checkout and the quote. */
export class WebStack extends Stack {
  readonly api: RestApi;

  constructor(scope: Construct, id: string, { tasks, shop, ...props }: WebStackProps) {
    super(scope, id, props);
    const { partners = {}, firewall = true, customers = 'token' } = props;
    const { catalogue, stock, orders } = shop.tables;
    const environment = {
      CATALOGUE_TABLE: catalogue.tableName,
      STOCK_TABLE: stock.tableName,
      ORDERS_TABLE: orders.tableName,
    };
    const machine = new WorkflowStateMachine(this, 'Quote', { workflow: quote, tasks, environment });
    const health = taskFunction(this, checkHealth, { tasks, environment });
    const functions = { ...machine.functions, CheckHealth: health };
    allowItems(catalogue, functions, { QuoteCart: ['BatchGetItem'], CheckHealth: ['BatchGetItem'] });
    allowItems(stock, functions, { CheckHealth: ['GetItem'] });
    allowItems(orders, functions, { CheckHealth: ['GetItem'] });

    const isPool = customers === 'user-pool';
    const customer = isPool ? new CustomerPool(this, 'Customers').authorizer : tokenAuthorizer(this, tasks);
    const partnerSettings = { tasks, environment: { PARTNERS: JSON.stringify(partners) } };
    const partner = functionAuthorizer(this, shopApi.authorizers.partner, partnerSettings);
    const described = new DescribedApi(this, 'Api', {
      description: shopApi,
      authorizers: { customer, partner: { authorizer: partner, isMetered: true } },
      caller: isPool ? '$context.authorizer.claims.sub' : '$context.authorizer.principalId',
      machines: [shop.checkout, machine],
      functions,
      throttling: { rate: 100, burst: 200 },
      trigger: 'web-api',
    });
    this.api = described.api;
    countPartners(this.api, Object.keys(partners));
    protect(this, this.api, firewall);
    if (props.domain) {
      const { stage: stageName } = shopApi;
      new RegionalDomain(this, 'Domain', { api: this.api, stageName, domain: props.domain });
    }
    new CfnOutput(this, 'ShopUrl', { value: this.api.url });
  }
}

/** All of it is public: the keys check signatures and make none. */
function tokenAuthorizer(stack: Stack, tasks: TaskBundle): RouteAuthorizer {
  const told = (id: string, description: string) =>
    new CfnParameter(stack, id, { description }).valueAsString;
  const environment = {
    TOKEN_ISSUER: told('TokenIssuer', 'The iss of customers’ tokens, such as https://login.example.com'),
    TOKEN_AUDIENCE: told('TokenAudience', 'The aud of customers’ tokens: this API'),
    TOKEN_KEYS: told('TokenKeys', 'The JSON Web Key Set that the issuer publishes: RS256, ES256 or EdDSA'),
  };
  return { authorizer: functionAuthorizer(stack, shopApi.authorizers.customer, { tasks, environment }) };
}

/** A thousand quotes a day for each. Its key is no secret: only the authorizer can present it. */
function countPartners(api: RestApi, partners: readonly string[]): void {
  const plan = api.addUsagePlan('Partners', {
    throttle: { rateLimit: 5, burstLimit: 10 },
    quota: { limit: 1_000, period: Period.DAY },
  });
  plan.addApiStage({ stage: api.deploymentStage });
  for (const partner of partners)
    plan.addApiKey(api.addApiKey(`Partner-${partner}`, { value: usageKeyOf(partner) }));
}

function protect(stack: Stack, { deploymentStage: stage }: RestApi, firewall: boolean): void {
  if (firewall) new WebFirewall(stack, 'Firewall', { stage });
  else
    acknowledge(stage, 'APIG3', 'Whoever deploys this has chosen to go without a web application firewall.');
}
