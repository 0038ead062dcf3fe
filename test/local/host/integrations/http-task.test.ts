import { afterEach, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../../asl/json.ts';
import { VirtualClock } from '../../../../local/engine/virtual-clock.ts';
import type { HttpExchange } from '../../../../local/engine/http-exchange.ts';
import { createTaskRunner } from '../../../../local/host/task-runner.ts';
import { type FakeAnswer, type HttpFake, startHttpFake } from '../http-fake.ts';
import { execution, lastReport, noServices, place, serviceTask } from '../task-run.ts';

/** Something on this machine stands for api.example.com. */
let api: HttpFake | undefined;
const warnings: string[] = [];

afterEach(async () => {
  await api?.close();
  api = undefined;
  warnings.length = 0;
});

const ConnectionArn = 'arn:aws:events:us-east-1:123456789012:connection/pay/1';
const get = { ApiEndpoint: 'https://api.example.com/a', Method: 'GET', Authentication: { ConnectionArn } };

async function answering(answer: FakeAnswer) {
  api = await startHttpFake(() => answer);
  const environment = { STATEYARD_HTTP_HOSTS: `api.example.com=${api.url}` };
  return { environment, warn: (sentence: string) => warnings.push(sentence) };
}

async function invoke(parameters: JsonObject, answer: FakeAnswer = { body: '{}' }) {
  return lastReport(serviceTask('http:invoke', parameters), await answering(answer));
}

describe('http:invoke', () => {
  test('shows the response, a JSON body as such', async () => {
    const report = await invoke(get, { headers: { 'X-Trace': 'abc' }, body: '{"paid":true}' });
    expect(report).toEqual({
      type: 'succeeded',
      output: {
        Headers: expect.objectContaining({ 'Content-Type': ['application/json'], 'X-Trace': ['abc'] }),
        ResponseBody: { paid: true },
        StatusCode: 200,
        StatusText: 'OK',
      },
    });
  });

  test('shows any other body as a text', async () => {
    const report = await invoke(get, { headers: { 'Content-Type': 'text/plain' }, body: '{"a":1}' });
    expect(report).toMatchObject({ output: { ResponseBody: '{"a":1}' } });
  });

  test('sends JSON with the headers and query of the task', async () => {
    await invoke({
      ...get,
      Method: 'POST',
      Headers: { 'X-Shop': ['a', 'b'] },
      QueryParameters: { id: 7, tag: ['x', 'y'] },
      RequestBody: { amount: 3 },
    });
    expect(api?.requests).toMatchObject([
      {
        path: '/a?id=7&tag=x&tag=y',
        body: '{"amount":3}',
        headers: {
          'content-type': 'application/json; charset=UTF-8',
          'user-agent': 'Amazon|StepFunctions|HttpInvoke|us-east-1',
          'x-shop': 'a,b',
        },
      },
    ]);
  });

  test('sends a form where it is to be transformed', async () => {
    const Transform = {
      RequestBodyEncoding: 'URL_ENCODED',
      RequestEncodingOptions: { ArrayFormat: 'REPEAT' },
    };
    await invoke({ ...get, Method: 'POST', Transform, RequestBody: { a: [1, 2] } });
    expect(api?.requests).toMatchObject([
      { body: 'a=1&a=2', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ]);
  });

  test('fails with the status, the cause the body', async () => {
    expect(await invoke(get, { status: 429, body: '{"message":"slow down"}' })).toEqual({
      type: 'failed',
      error: 'States.Http.StatusCode.429',
      cause: '{"message":"slow down"}',
    });
  });

  test('does not follow to another host', async () => {
    const headers = { Location: 'https://evil.example.com/' };
    expect(await invoke(get, { status: 302, headers, body: '' })).toMatchObject({
      error: 'States.Http.StatusCode.302',
    });
  });

  test('fails when the response is too large', async () => {
    expect(await invoke(get, { body: `"${'x'.repeat(262_144)}"` })).toMatchObject({
      error: 'States.DataLimitExceeded',
    });
  });

  test('fails when the response is no text', async () => {
    const report = await invoke(get, { headers: { 'Content-Type': 'image/png' }, body: 'x' });
    expect(report).toMatchObject({ error: 'States.Runtime', cause: expect.stringContaining('image/png') });
  });

  test('fails with States.Http.Socket after a minute', async () => {
    const clock = new VirtualClock();
    const fake = await startHttpFake(async ({ abandoned }) => {
      clock.advance(60_000);
      await abandoned;
      return { body: '' };
    });
    api = fake;
    const environment = { STATEYARD_HTTP_HOSTS: `api.example.com=${fake.url}` };
    const report = await lastReport(serviceTask('http:invoke', get), { environment, clock, warn: () => {} });
    expect(report).toMatchObject({ type: 'failed', error: 'States.Http.Socket' });
  });

  test('says once that the connection gives no credentials', async () => {
    const setting = await answering({ body: '{}' });
    const runner = createTaskRunner({ services: noServices, place, ...setting });
    const start = () =>
      new Promise<void>((resolve) => {
        runner.start(execution(), serviceTask('http:invoke', get), ({ type }) => {
          if (type === 'succeeded') resolve();
        });
      });
    await start();
    await start();
    expect(warnings).toEqual([
      `Requests to api.example.com carry no credentials: ${ConnectionArn} is not known on this machine.`,
    ]);
  });
});

describe('http:invoke does nothing', () => {
  test.each<[string, JsonObject, string]>([
    ['without a URL', { ...get, ApiEndpoint: 'api' }, 'ApiEndpoint must be a URL.'],
    ['without TLS', { ...get, ApiEndpoint: 'http://api.example.com/' }, 'must begin with https://'],
    ['with a method that there is not', { ...get, Method: 'TRACE' }, 'Method must be one of GET, POST,'],
    ['without a connection', { ...get, Authentication: {} }, 'ConnectionArn must name a connection'],
    [
      'with a header that is not its own',
      { ...get, Headers: { Host: 'x' } },
      "may not set the header 'Host'",
    ],
    ['with a header of AWS', { ...get, Headers: { 'X-Amz-Date': 'x' } }, "set the header 'X-Amz-Date'"],
    [
      'for a host that is not allowed',
      { ...get, ApiEndpoint: 'https://b.example.com/' },
      "reach the host 'b.ex",
    ],
  ])('%s', async (_when, parameters, cause) => {
    expect(await invoke(parameters)).toEqual({
      type: 'failed',
      error: 'States.Runtime',
      cause: expect.stringContaining(cause),
    });
    expect(api?.requests).toEqual([]);
  });
});

describe('an observer', () => {
  async function exchangeOf(parameters: JsonObject, setting: Awaited<ReturnType<typeof answering>>) {
    const seen: HttpExchange[] = [];
    await new Promise<void>((resolve) => {
      const runner = createTaskRunner({ services: noServices, place, clock: new VirtualClock(), ...setting });
      const hear = ({ type }: { readonly type: string }) => (type === 'started' ? undefined : resolve());
      const onExchange = (exchange: HttpExchange) => seen.push(exchange);
      runner.start(execution(), serviceTask('http:invoke', parameters), hear, { onExchange });
    });
    return seen;
  }

  test('sees request and response, failed or not', async () => {
    const setting = await answering({ status: 404, headers: { 'X-Trace': 'abc' }, body: 'none' });
    const parameters = { ...get, Method: 'POST', QueryParameters: { id: 7 }, RequestBody: { n: 1 } };
    expect(await exchangeOf(parameters, setting)).toEqual([
      {
        request: {
          method: 'POST',
          url: 'https://api.example.com/a?id=7',
          headers: expect.arrayContaining([['Range', 'bytes=0-262144']]),
          body: '{"n":1}',
        },
        response: {
          statusCode: 404,
          statusMessage: 'Not Found',
          headers: expect.arrayContaining([['X-Trace', 'abc']]),
          body: 'none',
        },
      },
    ]);
  });

  test('sees the request that nobody answers', async () => {
    const setting = {
      environment: { STATEYARD_HTTP_HOSTS: 'api.example.com=http://127.0.0.1:1' },
      warn: () => 0,
    };
    expect(await exchangeOf(get, setting)).toEqual([
      { request: expect.objectContaining({ method: 'GET', url: 'https://api.example.com/a' }) },
    ]);
  });
});
