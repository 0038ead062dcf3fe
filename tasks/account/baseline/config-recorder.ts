import {
  ConfigServiceClient,
  type ConfigurationRecorder,
  type DeliveryChannel,
  DescribeConfigurationRecordersCommand,
  DescribeConfigurationRecorderStatusCommand,
  DescribeDeliveryChannelsCommand,
  PutConfigurationRecorderCommand,
  PutDeliveryChannelCommand,
  StartConfigurationRecorderCommand,
} from '@aws-sdk/client-config-service';
import type { Account } from '../account.ts';
import { cloud } from '../cloud.ts';
import type { Change } from '../part.ts';
import { accountSettings } from '../store/account-settings.ts';

/** Config records in each region; what has no region, only once: where IAM's own requests go. */
const GLOBAL_REGION = 'us-east-1';

const NAME = 'default';

export interface FoundRecorder {
  readonly recorder: ConfigurationRecorder | undefined;
  readonly channel: DeliveryChannel | undefined;
  readonly isRecording: boolean;
}

/** What is missing of Config in one region. */
export async function configMissing(account: Account, region: string): Promise<readonly Change[]> {
  const { configBucket } = accountSettings();
  return configChanges({ account, region, configBucket }, await readRecorder(account, region));
}

async function readRecorder({ roleArns }: Account, region: string): Promise<FoundRecorder> {
  const client = cloud().client(ConfigServiceClient, { roleArns, region });
  const { ConfigurationRecorders: [recorder] = [] } = await client.send(
    new DescribeConfigurationRecordersCommand({}),
  );
  const { DeliveryChannels: [channel] = [] } = await client.send(new DescribeDeliveryChannelsCommand({}));
  const { ConfigurationRecordersStatus: [status] = [] } = await client.send(
    new DescribeConfigurationRecorderStatusCommand({}),
  );
  return { recorder, channel, isRecording: status?.recording ?? false };
}

export interface WantedRecorder {
  readonly account: Pick<Account, 'accountId' | 'alias'>;
  readonly region: string;
  readonly configBucket: string;
}

/** Pure. A region has one recorder and one channel; whatever they are called, they are set right under their names. */
export function configChanges(wanted: WantedRecorder, found: FoundRecorder): readonly Change[] {
  const { region } = wanted;
  const change = (says: string, command: object): Change => {
    return { says: `${says} in ${region}`, client: ConfigServiceClient, command, region };
  };
  const recorder = wantedRecorder(wanted, found.recorder?.name);
  const channel = wantedChannel(wanted, found.channel?.name);
  const start = new StartConfigurationRecorderCommand({ ConfigurationRecorderName: recorder.name });
  return [
    ...(isRecorder(found.recorder, recorder)
      ? []
      : [
          change(
            'Set the recorder',
            new PutConfigurationRecorderCommand({ ConfigurationRecorder: recorder }),
          ),
        ]),
    ...(isChannel(found.channel, channel)
      ? []
      : [change('Set the delivery channel', new PutDeliveryChannelCommand({ DeliveryChannel: channel }))]),
    ...(found.isRecording ? [] : [change('Start recording', start)]),
  ];
}

function wantedRecorder({ account: { accountId }, region }: WantedRecorder, name = NAME) {
  return {
    name,
    roleARN: `arn:aws:iam::${accountId}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
    recordingGroup: { allSupported: true, includeGlobalResourceTypes: region === GLOBAL_REGION },
  };
}

function wantedChannel({ account: { alias }, configBucket }: WantedRecorder, name = NAME) {
  return {
    name,
    s3BucketName: configBucket,
    s3KeyPrefix: alias,
    configSnapshotDeliveryProperties: { deliveryFrequency: 'One_Hour' },
  } as const;
}

function isRecorder(
  found: ConfigurationRecorder | undefined,
  { roleARN, recordingGroup }: ReturnType<typeof wantedRecorder>,
): boolean {
  const group = found?.recordingGroup;
  return (
    found?.roleARN === roleARN &&
    group?.allSupported === recordingGroup.allSupported &&
    (group.includeGlobalResourceTypes ?? false) === recordingGroup.includeGlobalResourceTypes
  );
}

function isChannel(found: DeliveryChannel | undefined, wanted: ReturnType<typeof wantedChannel>): boolean {
  return (
    found?.s3BucketName === wanted.s3BucketName &&
    found.s3KeyPrefix === wanted.s3KeyPrefix &&
    found.configSnapshotDeliveryProperties?.deliveryFrequency ===
      wanted.configSnapshotDeliveryProperties.deliveryFrequency
  );
}
