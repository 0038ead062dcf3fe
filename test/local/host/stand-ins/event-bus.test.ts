import { EventBridge } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sdkHttpHandler } from '../../../../local/host/sdk/http-handler.ts';
import { type EventBus, startEventBus } from '../../../../local/host/stand-ins/event-bus.ts';

let bus: EventBus;
let client: EventBridge;
let said: string[] = [];

beforeAll(async () => {
  bus = await startEventBus({ newId: () => 'event-1', say: (line) => said.push(line) });
  client = new EventBridge({
    endpoint: bus.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    requestHandler: sdkHttpHandler as never,
  });
});
beforeEach(() => {
  said = [];
});
afterAll(async () => {
  client.destroy();
  await bus.close();
});

const order = { Source: 'com.orders', DetailType: 'placed', Detail: '{"id":7}' };

test('takes events, and says them', async () => {
  const named = { ...order, EventBusName: 'arn:aws:events:us-east-1:123456789012:event-bus/orders' };
  expect(await client.putEvents({ Entries: [order, named] })).toMatchObject({
    FailedEntryCount: 0,
    Entries: [{ EventId: 'event-1' }, { EventId: 'event-1' }],
  });
  expect(said).toEqual([
    `EventBridge took 'placed' of com.orders on the bus default: {"id":7}`,
    `EventBridge took 'placed' of com.orders on the bus orders: {"id":7}`,
  ]);
});

test.each([
  [{ ...order, Source: undefined }, 'InvalidArgument', 'Source is a required argument'],
  [{ ...order, Detail: 'seven' }, 'MalformedDetail', 'Detail is malformed.'],
  [{ ...order, Detail: '[7]' }, 'MalformedDetail', 'Detail is malformed.'],
])('fails an entry and puts the others: %j', async (entry, ErrorCode, message) => {
  expect(await client.putEvents({ Entries: [entry, order] })).toMatchObject({
    FailedEntryCount: 1,
    Entries: [{ ErrorCode, ErrorMessage: expect.stringContaining(message) }, { EventId: 'event-1' }],
  });
  expect(said).toHaveLength(1);
});

test('refuses no entries, and more than ten', async () => {
  await expect(client.putEvents({ Entries: [] })).rejects.toThrow('Entries');
  await expect(client.putEvents({ Entries: Array.from({ length: 11 }, () => order) })).rejects.toThrow(
    'Entries',
  );
});

test('names what it does not do', async () => {
  await expect(client.listRules({})).rejects.toThrow("knows no 'AWSEvents.ListRules'");
});
