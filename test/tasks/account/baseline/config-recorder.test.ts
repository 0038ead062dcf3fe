import { expect, test } from '@jest/globals';
import { configChanges, type FoundRecorder } from '../../../../tasks/account/baseline/config-recorder.ts';

const wanted = {
  account: { accountId: '444455556666', alias: 'acme-telescope' },
  region: 'us-east-1',
  configBucket: 'acme-config',
};
const recorder = {
  name: 'default',
  roleARN: 'arn:aws:iam::444455556666:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig',
  recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
};
const channel = {
  name: 'default',
  s3BucketName: 'acme-config',
  s3KeyPrefix: 'acme-telescope',
  configSnapshotDeliveryProperties: { deliveryFrequency: 'One_Hour' as const },
};
const whole: FoundRecorder = { recorder, channel, isRecording: true };

test.each<[string, FoundRecorder, string[]]>([
  ['leaves alone what is as wanted', whole, []],
  ['starts a recorder that was stopped', { ...whole, isRecording: false }, ['Start recording']],
  [
    'sets everything where there is nothing',
    { recorder: undefined, channel: undefined, isRecording: false },
    ['Set the recorder', 'Set the delivery channel', 'Start recording'],
  ],
  [
    'corrects a channel into another bucket',
    { ...whole, channel: { ...channel, s3BucketName: 'elsewhere' } },
    ['Set the delivery channel'],
  ],
])('%s', (_title, found, says) => {
  const changes = configChanges(wanted, found);
  expect(changes.map((change) => change.says)).toEqual(says.map((one) => `${one} in us-east-1`));
});

test('records what has no region in one region only', () => {
  const [change] = configChanges({ ...wanted, region: 'eu-central-1' }, whole);
  expect(change?.command).toMatchObject({
    input: { ConfigurationRecorder: { recordingGroup: { includeGlobalResourceTypes: false } } },
  });
});

test('keeps the name of a recorder that somebody has made', () => {
  const found = { ...whole, recorder: { name: 'theirs' }, isRecording: false };
  const commands = configChanges(wanted, found).map(({ command }) => command);
  expect(commands).toMatchObject([
    { input: { ConfigurationRecorder: { name: 'theirs' } } },
    { input: { ConfigurationRecorderName: 'theirs' } },
  ]);
});
