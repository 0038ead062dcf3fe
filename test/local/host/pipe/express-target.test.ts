import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SFN } from '@aws-sdk/client-sfn';
import type { RunningServer } from '../../../../local/cli/serve.ts';
import { expressTarget } from '../../../../local/host/pipe/express-target.ts';
import { served } from '../../../support/served.ts';

const origin = { streamArn: 'arn:aws:kinesis:eu-west-1:123456789012:stream/s', shardId: 'shardId-0' };
const record = { sequenceNumber: '7', partitionKey: 'ada', data: 'aGVsbG8=', arrivedAt: 1_500 };

let server: RunningServer;
let client: SFN;
beforeAll(async () => {
  server = await served();
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  client = new SFN({ endpoint: server.url, region: 'us-east-1', credentials, disableHostPrefix: true });
});
afterAll(async () => {
  client.destroy();
  await server.close();
});

async function invoke(name: string, state: object) {
  const definition = JSON.stringify({ StartAt: 'Only', States: { Only: state } });
  const roleArn = 'arn:aws:iam::123456789012:role/any';
  const { stateMachineArn = '' } = await client.createStateMachine({
    name,
    type: 'EXPRESS',
    roleArn,
    definition,
  });
  return expressTarget(server.engine, stateMachineArn).invoke(origin, [record]);
}

test('gives records as EventBridge Pipes does', async () => {
  const kept: unknown[] = [];
  server.engine.onExecutionEnded(({ start }) => void kept.push(start.input));
  expect(await invoke('Echo', { Type: 'Pass', End: true })).toEqual({ type: 'answered', done: 1 });
  expect(kept).toEqual([
    [
      {
        kinesisSchemaVersion: '1.0',
        partitionKey: 'ada',
        sequenceNumber: '7',
        data: 'aGVsbG8=',
        approximateArrivalTimestamp: 1.5,
        eventSource: 'aws:kinesis',
        eventVersion: '1.0',
        eventID: 'shardId-0:7',
        eventName: 'aws:kinesis:record',
        invokeIdentityArn: 'arn:aws:iam::123456789012:role/stateyard',
        awsRegion: 'eu-west-1',
        eventSourceARN: 'arn:aws:kinesis:eu-west-1:123456789012:stream/s',
      },
    ],
  ]);
});

test('reads from the output which records have failed', async () => {
  const Result = { batchItemFailures: [{ itemIdentifier: 'shardId-0:7' }] };
  expect(await invoke('Naming', { Type: 'Pass', Result, End: true })).toEqual({ type: 'answered', done: 0 });
});

test('tells why an execution failed', async () => {
  const failing = { Type: 'Fail', Error: 'TableGone', Cause: 'Nobody knows where it is.' };
  expect(await invoke('Failing', failing)).toEqual({
    type: 'failed',
    error: 'FAILED TableGone: Nobody knows where it is.',
  });
});

test('is unavailable where nothing can be started', async () => {
  const target = expressTarget(server.engine, 'arn:aws:states:us-east-1:123456789012:stateMachine:Gone');
  expect(await target.invoke(origin, [record])).toMatchObject({
    type: 'unavailable',
    error: expect.stringContaining('StateMachineDoesNotExist'),
  });
});
