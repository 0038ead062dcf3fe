import { InvokeCommand, type InvokeCommandInput, LambdaClient } from '@aws-sdk/client-lambda';
import { describe, expect, test } from '@jest/globals';
import { type BoundFunction, BoundFunctions } from '../../../local/host/bound-functions.ts';
import { createLambdaApi } from '../../../local/host/lambda-api.ts';
import { inProcessHandler } from '../../../local/host/sdk/in-process-handler.ts';
import { fixedIds, place, stoppedClock } from './task-run.ts';

/** The SDK's own client calls the API, without a port between them. */
async function invoke(Charge: BoundFunction, input: Partial<InvokeCommandInput> = {}) {
  const functions = new BoundFunctions({ Charge });
  const api = createLambdaApi({ functions, place, clock: stoppedClock, ids: fixedIds });
  const client = new LambdaClient({
    region: 'us-east-1',
    endpoint: 'http://lambda',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    requestHandler: inProcessHandler(api) as never,
  });
  const output = await client.send(new InvokeCommand({ FunctionName: 'Charge', ...input }));
  return { ...output, Payload: Buffer.from(output.Payload ?? []).toString() };
}

describe('the Lambda API', () => {
  test('invokes a function with the payload', async () => {
    expect(await invoke((event) => [event], { Payload: Buffer.from('{"amount":3}') })).toMatchObject({
      StatusCode: 200,
      ExecutedVersion: '$LATEST',
      Payload: '[{"amount":3}]',
      $metadata: { requestId: fixedIds.uuid() },
    });
  });

  test('invokes with an empty object unless there is a payload', async () => {
    expect(await invoke((event) => event)).toMatchObject({ Payload: '{}' });
  });

  test('says when the function has failed', async () => {
    const output = await invoke(() => Promise.reject(new RangeError('too far')));
    expect(output).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(JSON.parse(output.Payload)).toMatchObject({ errorType: 'RangeError', errorMessage: 'too far' });
  });

  test('passes the qualifier, the context and the log on', async () => {
    const output = await invoke(
      (_event, { invokedFunctionArn, clientContext }) => [invokedFunctionArn, clientContext],
      {
        Qualifier: '7',
        ClientContext: Buffer.from('{"custom":1}').toString('base64'),
        LogType: 'Tail',
      },
    );
    expect(output).toMatchObject({
      ExecutedVersion: '7',
      LogResult: expect.any(String),
      Payload: '["arn:aws:lambda:us-east-1:123456789012:function:Charge:7",{"custom":1}]',
    });
  });

  test.each([
    ['Event', 202],
    ['DryRun', 204],
  ] as const)('answers %s with %d and nothing else', async (InvocationType, StatusCode) => {
    expect(await invoke(() => 'unseen', { InvocationType })).toMatchObject({ StatusCode, Payload: '' });
  });

  test('refuses a function that it does not have', async () => {
    await expect(invoke(() => 1, { FunctionName: 'Refund' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Function not found: arn:aws:lambda:us-east-1:123456789012:function:Refund:$LATEST',
    });
  });

  test('refuses a payload that is no JSON', async () => {
    await expect(invoke(() => 1, { Payload: Buffer.from('plain') })).rejects.toMatchObject({
      name: 'InvalidRequestContentException',
    });
  });

  test('refuses other requests', async () => {
    const api = createLambdaApi({ functions: new BoundFunctions(), place });
    const { signal } = new AbortController();
    const request = {
      method: 'GET',
      path: '/2015-03-31/functions/',
      headers: {},
      body: '',
      signal,
    };
    const response = await api(request);
    expect(response.status).toBe(404);
  });
});
