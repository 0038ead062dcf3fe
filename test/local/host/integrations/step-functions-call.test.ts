import { describe, expect, test } from '@jest/globals';
import type { HttpRequest } from '../../../../local/host/http-message.ts';
import { lastReport, serviceTask } from '../task-run.ts';

/** The Step Functions API of this process: a function of requests that has one answer. */
function api(status: number, body: object) {
  const requests: { target: unknown; input: unknown }[] = [];
  const stepFunctionsApi = (request: HttpRequest) => {
    requests.push({ target: request.headers['x-amz-target'], input: JSON.parse(request.body) });
    const headers = { 'Content-Type': 'application/x-amz-json-1.0', 'x-amzn-RequestId': 'the-request' };
    return { status, headers, body: JSON.stringify(body) };
  };
  return { requests, stepFunctionsApi };
}

describe('aws-sdk:sfn', () => {
  test('calls the API of this process without a port', async () => {
    const { requests, stepFunctionsApi } = api(200, { executionArn: 'arn:one', startDate: 1_795_428_000 });
    const parameters = { StateMachineArn: 'arn:machine', Input: { order: 7 }, Name: 'one' };
    const report = await lastReport(serviceTask('aws-sdk:sfn:startExecution', parameters), {
      stepFunctionsApi,
    });
    expect(report).toEqual({
      type: 'succeeded',
      output: { ExecutionArn: 'arn:one', StartDate: '2026-11-23T10:00:00.000Z' },
    });
    expect(requests).toEqual([
      {
        target: 'AWSStepFunctions.StartExecution',
        input: { stateMachineArn: 'arn:machine', input: '{"order":7}', name: 'one' },
      },
    ]);
  });

  test('fails as recorded for a token that nobody knows', async () => {
    const { stepFunctionsApi } = api(400, {
      __type: 'InvalidToken',
      message: "Invalid Token: 'Invalid token'",
    });
    const task = serviceTask('aws-sdk:sfn:sendTaskSuccess', { TaskToken: 'none', Output: '{}' });
    expect(await lastReport(task, { stepFunctionsApi })).toEqual({
      type: 'failed',
      error: 'Sfn.InvalidTokenException',
      cause:
        "Invalid Token: 'Invalid token' (Service: Sfn, Status Code: 400, Request ID: the-request) (SDK Attempt Count: 1)",
    });
  });

  test('calls it even when there is an endpoint for everything', async () => {
    const { requests, stepFunctionsApi } = api(200, {});
    const endpoints = { everyService: 'http://127.0.0.1:9', byService: {} };
    const task = serviceTask('aws-sdk:sfn:sendTaskHeartbeat', { TaskToken: 'one' });
    expect(await lastReport(task, { stepFunctionsApi, endpoints })).toEqual({
      type: 'succeeded',
      output: {},
    });
    expect(requests).toHaveLength(1);
  });
});
