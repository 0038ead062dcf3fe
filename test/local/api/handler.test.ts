import { expect, test } from '@jest/globals';
import { createHandler, type Handler } from '../../../local/api/handler.ts';
import { operations } from '../../../local/api/operations.ts';
import { post, testApi } from '../../support/api.ts';

const handle: Handler = createHandler(testApi().engine);
const { signal } = new AbortController();

test('answers in AWS JSON 1.0', async () => {
  const headers = { 'x-amz-target': 'AWSStepFunctions.ListStateMachines' };
  expect(await handle({ headers, body: '{}', signal })).toEqual({
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: '{"stateMachines":[]}',
  });
});

test('takes an empty body for an empty input', async () => {
  expect(await post(handle, 'ListStateMachines', '')).toEqual({ status: 200, body: { stateMachines: [] } });
});

test('refuses an operation that it does not know', async () => {
  expect(await post(handle, 'MakeCoffee', '{}')).toEqual({
    status: 400,
    body: {
      __type: 'UnknownOperationException',
      message: "Unknown operation: 'AWSStepFunctions.MakeCoffee'",
    },
  });
});

test('refuses a request without a target', async () => {
  const response = await handle({ headers: {}, body: '', signal });
  expect(response.status).toBe(400);
  expect(JSON.parse(response.body)).toMatchObject({ __type: 'UnknownOperationException' });
});

test.each(['{', 'nonsense', '{"a":}'])('refuses the body %j', async (body) => {
  expect(await post(handle, 'ListStateMachines', body)).toMatchObject({
    status: 400,
    body: { __type: 'SerializationException' },
  });
});

test.each([...operations.keys()])('%s never answers hostile input with a 500', async (operation) => {
  const bodies = ['null', '[]', '5', '{"stateMachineArn":{}}', '{"executionArn":"arn:"}', '{"__proto__":{}}'];
  const answers = await Promise.all(bodies.map((body) => post(handle, operation, body)));
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
});
