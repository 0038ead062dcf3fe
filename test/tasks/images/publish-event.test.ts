import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Json } from '../../../asl/json.ts';
import { claimPhoto } from '../../../tasks/images/claim-photo.ts';
import { publishEvent } from '../../../tasks/images/publish-event.ts';
import { storeRecord } from '../../../tasks/images/store-record.ts';
import { readRecord } from '../../../tasks/images/store/photo-table.ts';
import { startPhotoStorage } from '../../support/photo-storage.ts';

/** An EventBridge of one operation: keeps what it is sent, and answers what the test says. */
const received: { readonly Entries: readonly { readonly [field: string]: string }[] }[] = [];
let answer: object = { FailedEntryCount: 0, Entries: [{ EventId: '1' }] };
const bus: Server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => {
    body += String(chunk);
  });
  request.on('end', () => {
    received.push(JSON.parse(body));
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(answer));
  });
});

let storage: Awaited<ReturnType<typeof startPhotoStorage>>;
beforeAll(async () => {
  storage = await startPhotoStorage();
  await new Promise<void>((resolve) => {
    bus.listen(0, '127.0.0.1', resolve);
  });
  process.env['AWS_ENDPOINT_URL_EVENTBRIDGE'] = `http://127.0.0.1:${(bus.address() as AddressInfo).port}`;
});

afterEach(() => {
  delete process.env['EVENT_BUS_NAME'];
});

afterAll(async () => {
  bus.closeAllConnections();
  bus.close();
  await storage.close();
});

/** As it goes over the wire between two states. */
const json = (value: object): Json => JSON.parse(JSON.stringify(value));

async function storedEvent(key: string) {
  const executionArn = `execution of ${key}`;
  const photo = await claimPhoto({ image: { bucket: 'photos', key, etag: 'abc' }, executionArn });
  const result = { photoId: photo.photoId, status: 'SUCCEEDED', labels: [], thumbnails: [], missing: [] };
  return (await storeRecord(json({ photo, result, executionArn }))).event;
}

test('leaves the event in the outbox where there is no bus', async () => {
  const event = await storedEvent('quiet.jpg');
  expect(await publishEvent(json({ event }))).toMatchObject({ published: false });
  expect(await readRecord(event.photoId)).toMatchObject({ outbox: event });
});

test('puts the event on the bus and takes it from the outbox', async () => {
  process.env['EVENT_BUS_NAME'] = 'photos';
  const event = await storedEvent('loud.jpg');
  expect(await publishEvent(json({ event }))).toEqual({
    published: true,
    because: 'It is on the bus photos.',
  });
  expect(received.at(-1)?.Entries).toEqual([
    {
      EventBusName: 'photos',
      Source: 'stateyard.images',
      DetailType: 'Photo SUCCEEDED',
      Detail: JSON.stringify(event),
    },
  ]);
  expect(await readRecord(event.photoId)).not.toHaveProperty('outbox');
});

test('fails and keeps the event where the bus refuses it', async () => {
  process.env['EVENT_BUS_NAME'] = 'photos';
  answer = { FailedEntryCount: 1, Entries: [{ ErrorCode: 'NotAuthorized', ErrorMessage: 'no' }] };
  const event = await storedEvent('refused.jpg');
  await expect(publishEvent(json({ event }))).rejects.toMatchObject({
    name: 'EventRefused',
    message: 'NotAuthorized: no',
  });
  expect(await readRecord(event.photoId)).toHaveProperty('outbox');
});
