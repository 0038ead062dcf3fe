import { afterEach, expect, test } from '@jest/globals';
import { type HttpFake, startHttpFake } from '../http-fake.ts';
import { lastReport, serviceTask } from '../task-run.ts';

/** EventBridge as far as PutEvents: it takes the entries, or refuses one of them in the midst of a success. */
let eventBridge: HttpFake;

afterEach(async () => {
  await eventBridge.close();
});

async function putEvents(answer: object) {
  eventBridge = await startHttpFake(() => ({ body: JSON.stringify(answer) }));
  const endpoints = { byService: { eventbridge: eventBridge.url } };
  const Entries = [
    { Source: 'shop', DetailType: 'Paid', Detail: { order: 7 }, Time: '2026-11-23T10:00:00Z' },
  ];
  return lastReport(serviceTask('events:putEvents', { Entries }), { endpoints });
}

test('puts events whose detail is JSON, and shows the entries alone', async () => {
  const answer = { Entries: [{ EventId: 'one' }], FailedEntryCount: 0 };
  expect(await putEvents(answer)).toEqual({ type: 'succeeded', output: answer });
  expect(JSON.parse(eventBridge.requests[0]?.body ?? '')).toEqual({
    Entries: [{ Source: 'shop', DetailType: 'Paid', Detail: '{"order":7}', Time: 1_795_428_000 }],
  });
});

test('fails when an entry has failed', async () => {
  const answer = {
    Entries: [{ ErrorCode: 'ThrottlingException', ErrorMessage: 'slow' }],
    FailedEntryCount: 1,
  };
  const report = await putEvents(answer);
  expect(report).toMatchObject({ type: 'failed', error: 'EventBridge.FailedEntry' });
  expect(JSON.parse((report as { cause: string }).cause)).toEqual(answer);
});
