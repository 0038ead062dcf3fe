import { expect, test } from '@jest/globals';
import { createHandler, type Handler } from '../../../local/api/handler.ts';
import { operations } from '../../../local/api/operations.ts';
import { post, testApi } from '../../support/api.ts';

const handle: Handler = createHandler(testApi().engine, { uuid: () => 'this-request' });
const { signal } = new AbortController();
const target = { 'x-amz-target': 'AWSStepFunctions.ListStateMachines' };

test('answers in AWS JSON 1.0', async () => {
  expect(await handle({ method: 'POST', headers: target, body: '{}', signal })).toEqual({
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-RequestId': 'this-request' },
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
  const response = await handle({ method: 'POST', headers: {}, body: '', signal });
  expect(response.status).toBe(400);
  expect(JSON.parse(response.body)).toMatchObject({ __type: 'UnknownOperationException' });
});

test.each([
  ['another method', { method: 'PUT' }],
  ['a form with files', { headers: { ...target, 'content-type': 'multipart/form-data; boundary=x' } }],
  ['XML', { headers: { ...target, 'content-type': 'text/xml' } }],
])('refuses %s', async (_what, request) => {
  const { body } = await handle({ method: 'POST', headers: target, body: '{}', signal, ...request });
  expect(JSON.parse(body)).toMatchObject({ __type: 'UnknownOperationException' });
});

test.each(['application/x-amz-json-1.0', 'application/json; charset=utf-8', 'text/plain;charset=UTF-8'])(
  'reads JSON that is called %s',
  async (type) => {
    const headers = { ...target, 'content-type': type };
    expect(await handle({ method: 'POST', headers, body: '{}', signal })).toMatchObject({ status: 200 });
  },
);

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

test.each([
  ['half an object', '{'],
  ['a word', 'nonsense'],
  ['an object with a gap', '{"a":}'],
  ['too many brackets', `{"tags":${nested(1_001)}}`],
  ['brackets that would overflow the stack', nested(100_000)],
])('refuses %s as a body', async (_what, body) => {
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
