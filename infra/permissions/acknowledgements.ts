import { type CfnElement, Stack, Validations } from 'aws-cdk-lib/core';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';

/** What cdk-nag calls a finding of its rule on wildcards: `Resource::*`, `Action::s3:GetObject*`. */
export type WildcardFinding = `Resource::${string}` | `Action::${string}`;

/** The one way to a wildcard in a policy: with the finding and the reason, which the checker's report keeps. */
export function acknowledgeWildcard(on: IConstruct, finding: WildcardFinding, reason: string): void {
  acknowledge(on, `IAM5[${finding}]`, reason);
}

/** Any other finding of cdk-nag's AwsSolutions rules, such as `S1`. */
export function acknowledge(on: IConstruct, rule: string, reason: string): void {
  Validations.of(on).acknowledge({ id: `AwsSolutions-${rule}`, reason });
}

/** The CDK's grants to invoke a function name its versions and aliases too. */
export function acknowledgeVersions(on: IConstruct, invoked: Function): void {
  acknowledgeWildcard(on, `Resource::<${logicalIdOf(invoked)}.Arn>:*`, 'The versions of this one function.');
}

/** As findings name the resource behind a construct. */
export function logicalIdOf(construct: IConstruct): string {
  return Stack.of(construct).getLogicalId(construct.node.defaultChild as CfnElement);
}
