import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type AwsCalls, awsCalls } from '../../../../local/host/triggers/aws-calls.ts';
import { findTriggers, type Trigger, triggerKinds } from '../../../../local/host/triggers/triggers.ts';
import { hasMoto, type Moto, startMoto } from '../../../support/moto.ts';

/** The switches at moto, on a stack that its CloudFormation has deployed, with messages arriving meanwhile. */
if (!hasMoto) console.warn('moto_server is not installed: triggers are switched nowhere');

const stackName = 'shop';
const template = readFileSync(`${import.meta.dirname}/stack.json`, 'utf8');

(hasMoto ? describe : describe.skip)('triggers of a stack at moto', () => {
  let moto: Moto;
  let call: AwsCalls;
  beforeAll(async () => {
    moto = await startMoto();
    call = awsCalls({ region: 'us-east-1', endpoint: moto.url, madeUpCredentials: true });
    await call('cloudformation', 'createStack', { StackName: stackName, TemplateBody: template });
    await notify('photos');
  });
  afterAll(() => moto?.close());

  /** moto's CloudFormation leaves out the notifications of a bucket. */
  const notify = (Bucket: string) =>
    call('s3', 'putBucketNotificationConfiguration', {
      Bucket,
      NotificationConfiguration: {
        QueueConfigurations: [
          {
            QueueArn: 'arn:aws:sqs:us-east-1:123456789012:arrived',
            Events: ['s3:ObjectCreated:*'],
            Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: 'in/' }] } },
          },
        ],
      },
    });

  async function trigger(logicalId: string): Promise<Trigger> {
    const found = (await findTriggers(stackName, call)).find((each) => each.logicalId === logicalId);
    if (found === undefined) throw new Error(`There is no ${logicalId}`);
    return found;
  }

  async function arrived(): Promise<number> {
    const QueueUrl = `${moto.url}/123456789012/arrived`;
    const { Messages = [] } = (await call('sqs', 'receiveMessage', {
      QueueUrl,
      MaxNumberOfMessages: 10,
    })) as {
      readonly Messages?: readonly { readonly ReceiptHandle: string }[];
    };
    for (const { ReceiptHandle } of Messages) await call('sqs', 'deleteMessage', { QueueUrl, ReceiptHandle });
    return Messages.length;
  }

  /** S3 says by an event of its own that it has been told whom to notify. */
  beforeEach(async () => {
    await arrived();
  });

  test('are found by what CloudFormation has made', async () => {
    const found = await findTriggers(stackName, call);
    expect(found.map(({ logicalId, kind, isEnabled }) => ({ logicalId, kind, isEnabled }))).toEqual([
      { logicalId: 'Photos', kind: 'bucket notifications', isEnabled: true },
      { logicalId: 'WhenPaid', kind: 'event rule', isEnabled: true },
      { logicalId: 'Mapping', kind: 'event source mapping', isEnabled: true },
    ]);
  });

  /** moto delivers events all the same. */
  test('say to EventBridge that a rule is off', async () => {
    const rule = await trigger('WhenPaid');
    const described = () => call('eventbridge', 'describeRule', { Name: rule.physicalId });
    await rule.setEnabled(false);
    expect(await described()).toMatchObject({ State: 'DISABLED' });
    await rule.setEnabled(true);
    expect(await described()).toMatchObject({ State: 'ENABLED', EventPattern: '{"source": ["shop"]}' });
  });

  test('turn a mapping off and on', async () => {
    await (await trigger('Mapping')).setEnabled(false);
    expect((await trigger('Mapping')).isEnabled).toBe(false);
    await (await trigger('Mapping')).setEnabled(true);
    expect((await trigger('Mapping')).isEnabled).toBe(true);
  });

  test('keep the notifications of a bucket that is off', async () => {
    const configured = () => call('s3', 'getBucketNotificationConfiguration', { Bucket: 'photos' });
    const before = await configured();
    await (await trigger('Photos')).setEnabled(false);
    expect((await trigger('Photos')).isEnabled).toBe(false);
    await (await trigger('Photos')).setEnabled(true);
    expect(await configured()).toEqual({ ...before, $metadata: expect.anything() });
  });

  test('keep the filter policy of a subscription that is off', async () => {
    const subscribed = (await call('sns', 'subscribe', {
      TopicArn: 'arn:aws:sns:us-east-1:123456789012:paid',
      Protocol: 'sqs',
      Endpoint: 'arn:aws:sqs:us-east-1:123456789012:arrived',
      Attributes: { FilterPolicy: '{"colour":["red"]}' },
    })) as { readonly SubscriptionArn: string };
    const kind = triggerKinds['AWS::SNS::Subscription'];
    const resource = { type: '', logicalId: 'Sub', physicalId: subscribed.SubscriptionArn };
    const message = {
      TopicArn: 'arn:aws:sns:us-east-1:123456789012:paid',
      Message: 'paid',
      MessageAttributes: { colour: { DataType: 'String', StringValue: 'red' } },
    };
    await kind?.setEnabled(resource, false, { call, resources: [] });
    await call('sns', 'publish', message);
    expect([await kind?.isEnabled(resource, { call, resources: [] }), await arrived()]).toEqual([false, 0]);
    await kind?.setEnabled(resource, true, { call, resources: [] });
    await call('sns', 'publish', message);
    expect([await kind?.isEnabled(resource, { call, resources: [] }), await arrived()]).toEqual([true, 1]);
  });
});
