import type { OrderEvent } from './order-event.ts';
import { shop } from './shop.ts';

/** Publishes an event, then takes it from its order's outbox: it may be told twice, and never not at all. */
export async function announce(event: OrderEvent): Promise<string | undefined> {
  const { publish, orders } = shop();
  const topic = await publish(event);
  if (topic !== undefined) await orders.clearOutbox(event);
  return topic;
}
