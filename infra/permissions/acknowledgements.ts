import { Stack, Validations } from 'aws-cdk-lib/core';
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
export function acknowledgeVersions(on: IConstruct, { functionArn }: Function): void {
  acknowledgeResources(on, [`${functionArn}:*`], 'The versions of this one function.');
}

/** Those of the ARNs that have a wildcard in them. */
export function acknowledgeResources(on: IConstruct, arns: readonly string[], reason: string): void {
  for (const arn of arnsInWords(Stack.of(on), arns).filter((one) => one.includes('*'))) {
    acknowledgeWildcard(on, `Resource::${arn}`, reason);
  }
}

/** Texts that are equal for equal ARNs. */
export function arnsInWords(stack: Stack, arns: readonly unknown[]): readonly string[] {
  return [stack.resolve(arns)].flat().map(inWords);
}

/** As the checker writes what CloudFormation will fill in: `<Photos.Arn>/*`, `arn:<AWS::Partition>:glue:...`. */
function inWords(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[name, of] = ['', '']] = Object.entries(value as object) as [string, unknown][];
  if (name === 'Ref') return `<${String(of)}>`;
  if (name === 'Fn::GetAtt') return `<${(of as readonly string[]).join('.')}>`;
  if (name === 'Fn::Join') return (of as readonly [string, readonly unknown[]])[1].map(inWords).join('');
  return JSON.stringify(value);
}
