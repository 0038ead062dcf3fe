import { z } from 'zod';
import { apiStage } from './api-stage.ts';
import type { AwsCalls } from './aws-calls.ts';
import { bucketNotifications } from './bucket-notifications.ts';
import { eventRule } from './event-rule.ts';
import { eventSourceMapping } from './event-source-mapping.ts';
import { pipe } from './pipe.ts';
import { schedule } from './schedule.ts';
import { subscription } from './subscription.ts';
import type { Around, StackResource, TriggerKind } from './trigger-kind.ts';

/** A trigger of a deployed stack. */
export interface Trigger {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly kind: string;
  readonly whileOff: string;
  readonly isEnabled: boolean;
  readonly setEnabled: (enabled: boolean) => Promise<void>;
}

/** By the type of resource that has the switch. */
export const triggerKinds: { readonly [type: string]: TriggerKind } = {
  'AWS::ApiGateway::Stage': apiStage,
  'AWS::Events::Rule': eventRule,
  'AWS::Lambda::EventSourceMapping': eventSourceMapping,
  'AWS::Pipes::Pipe': pipe,
  'AWS::S3::Bucket': bucketNotifications,
  'AWS::SNS::Subscription': subscription,
  'AWS::Scheduler::Schedule': schedule,
};

/** The triggers of a stack, and of the stacks inside it, as they are now. */
export async function findTriggers(stackName: string, call: AwsCalls): Promise<readonly Trigger[]> {
  const resources = await stackResources(stackName, call);
  const triggers: Trigger[] = [];
  for (const resource of resources) {
    const kind = Object.hasOwn(triggerKinds, resource.type) ? triggerKinds[resource.type] : undefined;
    const trigger = kind && (await triggerOf(resource, kind, { call, resources }));
    if (trigger !== undefined) triggers.push(trigger);
  }
  return triggers;
}

async function triggerOf(
  resource: StackResource,
  kind: TriggerKind,
  around: Around,
): Promise<Trigger | undefined> {
  const isEnabled = await kind.isEnabled(resource, around);
  if (isEnabled === undefined) return undefined;
  const { logicalId, physicalId } = resource;
  const { label, whileOff } = kind;
  const setEnabled = (enabled: boolean) => kind.setEnabled(resource, enabled, around);
  return { logicalId, physicalId, kind: label, whileOff, isEnabled, setEnabled };
}

const Page = z.object({
  NextToken: z.string().optional(),
  StackResourceSummaries: z
    .array(
      z.object({
        ResourceType: z.string(),
        LogicalResourceId: z.string(),
        PhysicalResourceId: z.string().optional(),
        ResourceStatus: z.string(),
      }),
    )
    .default([]),
});

/** docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackResources.html */
async function stackResources(StackName: string, call: AwsCalls): Promise<readonly StackResource[]> {
  const found: StackResource[] = [];
  let NextToken: string | undefined;
  do {
    const page = Page.parse(await call('cloudformation', 'listStackResources', { StackName, NextToken }));
    for (const each of page.StackResourceSummaries) {
      const { ResourceType: type, LogicalResourceId: logicalId, PhysicalResourceId: physicalId } = each;
      if (physicalId === undefined || each.ResourceStatus === 'DELETE_COMPLETE') continue;
      if (type === 'AWS::CloudFormation::Stack') found.push(...(await stackResources(physicalId, call)));
      else found.push({ type, logicalId, physicalId });
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return found;
}
