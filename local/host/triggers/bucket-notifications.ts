import { z } from 'zod';
import type { AwsCalls } from './aws-calls.ts';
import type { StackResource, TriggerKind } from './trigger-kind.ts';

const FilterRule = z.object({ Name: z.string().optional(), Value: z.string().default('') });
const Target = z.looseObject({
  Filter: z
    .object({ Key: z.object({ FilterRules: z.array(FilterRule).default([]) }).default({ FilterRules: [] }) })
    .optional(),
});
const Notifications = z.looseObject({
  TopicConfigurations: z.array(Target).optional(),
  QueueConfigurations: z.array(Target).optional(),
  LambdaFunctionConfigurations: z.array(Target).optional(),
});

const lists = ['TopicConfigurations', 'QueueConfigurations', 'LambdaFunctionConfigurations'] as const;

/**
 * A bucket that notifies topics, queues and functions itself: while it is off, each notification has a prefix that no key
 * begins with, before its own. (What goes through EventBridge is turned off at its rules.)
 * Source: docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html
 */
export const bucketNotifications: TriggerKind = {
  label: 'bucket notifications',
  whileOff: 'events are lost: look afterwards for the objects that came meanwhile',
  isEnabled: async (resource, { call }) => {
    const targets = targetsOf(await read(resource, call));
    return targets.length === 0 ? undefined : !targets.every(isOff);
  },
  setEnabled: async (resource, enabled, { call }) => {
    const notifications = await read(resource, call);
    const switched = lists.flatMap((list) => {
      const targets = notifications[list];
      return targets === undefined
        ? []
        : [[list, targets.map((target) => withSwitch(target, enabled))] as const];
    });
    await call('s3', 'putBucketNotificationConfiguration', {
      Bucket: resource.physicalId,
      NotificationConfiguration: { ...notifications, ...Object.fromEntries(switched) },
    });
  },
};

/** Of keys that nobody writes. */
const offPrefix = '.stateyard-off/';

async function read({ physicalId }: StackResource, call: AwsCalls): Promise<z.output<typeof Notifications>> {
  return Notifications.parse(await call('s3', 'getBucketNotificationConfiguration', { Bucket: physicalId }));
}

function targetsOf(notifications: z.output<typeof Notifications>): readonly z.output<typeof Target>[] {
  return lists.flatMap((list) => notifications[list] ?? []);
}

function isOff(target: z.output<typeof Target>): boolean {
  return prefixOf(target).startsWith(offPrefix);
}

function prefixOf({ Filter }: z.output<typeof Target>): string {
  return Filter?.Key.FilterRules.find(isPrefix)?.Value ?? '';
}

function withSwitch(target: z.output<typeof Target>, enabled: boolean): z.output<typeof Target> {
  if (isOff(target) !== enabled) return target;
  const prefix = prefixOf(target);
  const Value = enabled ? prefix.slice(offPrefix.length) : offPrefix + prefix;
  const others = target.Filter?.Key.FilterRules.filter((rule) => !isPrefix(rule)) ?? [];
  const FilterRules = Value === '' ? others : [{ Name: 'prefix', Value }, ...others];
  const { Filter: _, ...bare } = target;
  return FilterRules.length === 0 ? bare : { ...bare, Filter: { Key: { FilterRules } } };
}

/** S3 answers `Prefix` to whoever has written `prefix`. */
function isPrefix({ Name }: z.output<typeof FilterRule>): boolean {
  return Name?.toLowerCase() === 'prefix';
}
