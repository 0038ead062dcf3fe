import { afterEach, describe, expect, test } from '@jest/globals';
import { BoundFunctions } from '../../../../local/host/bound-functions.ts';
import { createTaskRunner } from '../../../../local/host/task-runner.ts';
import { type FakeAnswer, type HttpFake, startHttpFake } from '../http-fake.ts';
import { execution, functionTask, lastReport, noServices, place, serviceTask } from '../task-run.ts';

/** A Lambda API that has one answer for everything. */
let lambda: HttpFake;

afterEach(async () => {
  await lambda.close();
});

async function answering(answer: FakeAnswer) {
  lambda = await startHttpFake(() => answer);
  return { endpoints: { byService: { lambda: lambda.url } } };
}

const failing = (payload: object) =>
  answering({ headers: { 'X-Amz-Function-Error': 'Unhandled' }, body: JSON.stringify(payload) });

describe('a function at an endpoint', () => {
  test('is called by the Invoke API with the input', async () => {
    const setting = await answering({ body: '{"charged":true}' });
    const report = await lastReport(functionTask('Charge', { amount: 3 }), setting);
    expect(report).toEqual({ type: 'succeeded', output: { charged: true } });
    expect(lambda.requests).toMatchObject([
      { path: '/2015-03-31/functions/Charge/invocations', body: '{"amount":3}' },
    ]);
  });

  test('gives way to a function of this process', async () => {
    const setting = await answering({ body: '"remote"' });
    const functions = new BoundFunctions({ Charge: () => 'bound' });
    const report = await lastReport(functionTask('Charge', {}), { ...setting, functions });
    expect(report).toEqual({ type: 'succeeded', output: 'bound' });
  });

  test('shows the response of lambda:invoke with its own headers', async () => {
    const headers = { 'X-Amz-Executed-Version': '7', 'x-amzn-RequestId': 'the-request' };
    const setting = await answering({ headers, body: '[1]' });
    const task = serviceTask('lambda:invoke', { FunctionName: 'Charge', Payload: {}, Qualifier: '7' });
    expect(await lastReport(task, setting)).toMatchObject({
      output: {
        ExecutedVersion: '7',
        Payload: [1],
        SdkHttpMetadata: { HttpHeaders: headers, HttpStatusCode: 200 },
        SdkResponseMetadata: { RequestId: 'the-request' },
        StatusCode: 200,
      },
    });
    expect(lambda.requests[0]?.path).toBe('/2015-03-31/functions/Charge/invocations?Qualifier=7');
  });

  test('passes on how it is to be invoked', async () => {
    const setting = await answering({ status: 202, body: '' });
    const parameters = {
      FunctionName: 'Charge',
      InvocationType: 'Event',
      ClientContext: 'e30=',
      LogType: 'None',
    };
    const report = await lastReport(serviceTask('lambda:invoke', parameters), setting);
    expect(report).toMatchObject({ output: { StatusCode: 202, Payload: {} } });
    expect(lambda.requests[0]?.headers).toMatchObject({
      'x-amz-invocation-type': 'Event',
      'x-amz-client-context': 'e30=',
      'x-amz-log-type': 'None',
    });
  });

  test('fails with its errorType, the cause its payload', async () => {
    const payload = { errorType: 'CardDeclined', errorMessage: 'no funds' };
    const setting = await failing(payload);
    expect(await lastReport(functionTask('Charge', {}), setting)).toEqual({
      type: 'failed',
      error: 'CardDeclined',
      cause: JSON.stringify(payload),
    });
  });

  test('fails with Lambda.Unknown when it does not say how', async () => {
    const setting = await failing({ errorMessage: 'Task timed out after 3.00 seconds' });
    expect(await lastReport(functionTask('Charge', {}), setting)).toEqual({
      type: 'failed',
      error: 'Lambda.Unknown',
      cause:
        'The cause could not be determined because Lambda did not return an error type. Returned payload: {"errorMessage":"Task timed out after 3.00 seconds"}',
    });
  });

  test('fails as recorded when it does not exist', async () => {
    const setting = await answering({
      status: 404,
      headers: { 'x-amzn-ErrorType': 'ResourceNotFoundException', 'x-amzn-RequestId': 'the-request' },
      body: '{"Type":"User","Message":"Function not found: arn:aws:lambda:us-east-1:123456789012:function:Charge:$LATEST"}',
    });
    const task = serviceTask('lambda:invoke', { FunctionName: 'Charge' });
    expect(await lastReport(task, setting)).toEqual({
      type: 'failed',
      error: 'Lambda.ResourceNotFoundException',
      cause:
        'Function not found: arn:aws:lambda:us-east-1:123456789012:function:Charge:$LATEST (Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException; Request ID: the-request; Proxy: null)',
    });
  });

  test('fails when its payload is too large, even if it is no JSON', async () => {
    const setting = await answering({ body: 'a'.repeat(262_145) });
    expect(await lastReport(functionTask('Charge', {}), setting)).toEqual({
      type: 'failed',
      error: 'States.DataLimitExceeded',
      cause:
        "The state/task 'Charge' returned a result with a size exceeding the maximum number of bytes service limit.",
    });
  });

  test('fails when its payload is no JSON', async () => {
    const setting = await answering({ body: 'plain' });
    expect(await lastReport(functionTask('Charge', {}), setting)).toMatchObject({ error: 'States.Runtime' });
  });

  test('fails once and is not called again', async () => {
    const setting = await answering({ status: 503, body: '{"message":"busy"}' });
    expect(await lastReport(functionTask('Charge', {}), setting)).toMatchObject({
      type: 'failed',
      error: 'Lambda.AWSLambdaException',
    });
    expect(lambda.requests).toHaveLength(1);
  });

  test('is left alone when the task is cancelled', async () => {
    let arrived = (): void => {};
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    lambda = await startHttpFake(async ({ abandoned }) => {
      arrived();
      await abandoned;
      return { body: '{}' };
    });
    const runner = createTaskRunner({
      services: noServices,
      place,
      endpoints: { byService: { lambda: lambda.url } },
    });
    const cancel = runner.start(execution(), functionTask('Charge', {}), () => {});
    await arrival;
    cancel();
    await expect(lambda.requests[0]?.abandoned).resolves.toBeUndefined();
  });
});
