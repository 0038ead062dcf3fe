import { afterEach, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../../asl/json.ts';
import { type FakeAnswer, type HttpFake, startHttpFake } from '../http-fake.ts';
import { lastReport, serviceTask } from '../task-run.ts';

/** Something on this machine stands for an API. */
let api: HttpFake;

afterEach(async () => {
  await api.close();
});

const host = 'abc123.execute-api.us-east-1.amazonaws.com';

async function invoke(parameters: JsonObject, answer: FakeAnswer = { body: '{"bills":[]}' }) {
  api = await startHttpFake(() => answer);
  const environment = { STATEYARD_HTTP_HOSTS: `${host}=${api.url},real.${host}` };
  const given = { ApiEndpoint: host, Method: 'GET', ...parameters };
  return lastReport(serviceTask('apigateway:invoke', given), { environment });
}

test('calls the stage and path of an API', async () => {
  const report = await invoke({ Stage: 'prod', Path: '/bills/add', QueryParameters: { id: ['1', '2'] } });
  expect(api.requests[0]?.path).toBe('/prod/bills/add?id=1&id=2');
  expect(report).toMatchObject({
    type: 'succeeded',
    output: { ResponseBody: { bills: [] }, StatusCode: 200, StatusText: 'OK' },
  });
});

test.each([
  [undefined, '{"kept":1,"list":[1]}'],
  [true, '{"kept":1,"none":null,"list":[1]}'],
])('sends members that are null when AllowNullValues is %s', async (AllowNullValues, expected) => {
  const RequestBody = { kept: 1, none: null, list: [1] };
  await invoke({ Method: 'POST', RequestBody, ...(AllowNullValues !== undefined && { AllowNullValues }) });
  expect(api.requests).toMatchObject([{ body: expected, headers: { 'content-type': 'application/json' } }]);
});

test('keeps the type that the task gives its body', async () => {
  const Headers = { 'content-type': ['text/plain'] };
  await invoke({ Method: 'POST', RequestBody: 'plain', Headers });
  expect(api.requests).toMatchObject([{ body: 'plain', headers: { 'content-type': 'text/plain' } }]);
});

test('fails with the status, the cause the body', async () => {
  const body = '{"message":"Missing Authentication Token"}';
  expect(await invoke({}, { status: 403, body })).toEqual({
    type: 'failed',
    error: 'ApiGateway.403',
    cause: body,
  });
});

test('does not call an API of AWS that wants a signature', async () => {
  const report = await invoke({ ApiEndpoint: `real.${host}`, AuthType: 'IAM_ROLE' });
  expect(report).toMatchObject({
    error: 'States.Runtime',
    cause: expect.stringContaining('signs no requests'),
  });
});

test('does not send headers that are not its own', async () => {
  expect(await invoke({ Headers: { Authorization: 'x' } })).toMatchObject({
    error: 'States.Runtime',
    cause: "apigateway:invoke: A task may not set the header 'Authorization'.",
  });
});
