import { env } from 'node:process';

/** Where the shop keeps its things: environment variables of the functions, set by the stack or the host. */
export interface ShopSettings {
  readonly catalogueTable: string;
  readonly stockTable: string;
  readonly ordersTable: string;
  /** An SNS topic, FIFO or standard. Without one, events wait in the orders' outbox. */
  readonly eventsTopicArn: string | undefined;
}

export function shopSettings(): ShopSettings {
  return {
    catalogueTable: required('CATALOGUE_TABLE'),
    stockTable: required('STOCK_TABLE'),
    ordersTable: required('ORDERS_TABLE'),
    eventsTopicArn: env['ORDER_EVENTS_TOPIC_ARN'] || undefined,
  };
}

function required(variable: string): string {
  const value = env[variable];
  if (value) return value;
  throw new Error(`The environment variable ${variable} is not set; the checkout tasks need it.`);
}
