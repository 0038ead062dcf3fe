import type { IamAction } from './call-actions.ts';

/** On what an action is allowed: ARNs, or what wants a reason: ARNs with wildcards, or everything. */
export type ActionResources = readonly string[] | ManyResources | EveryResource;

export interface ManyResources {
  readonly arns: readonly string[];
  readonly because: string;
}

export interface EveryResource {
  readonly everything: string;
}

/** By action, what a machine may do it on: what no definition tells, as it names things by data. */
export type ResourcesByAction = Readonly<Partial<Record<IamAction, ActionResources>>>;

/** All three as ARNs with the reason for their wildcards. */
export function manyResources(resources: ActionResources): ManyResources {
  if ('everything' in resources) return { arns: ['*'], because: resources.everything };
  return 'arns' in resources ? resources : { arns: resources, because: '' };
}

/**
 * Actions that a policy can allow on everything or not at all: their column of resource types is empty
 * (docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html).
 */
export const withoutResources: ReadonlySet<IamAction> = new Set<IamAction>([
  'comprehend:DetectDominantLanguage',
  'comprehend:DetectEntities',
  'comprehend:DetectSentiment',
  'ec2:DescribeInstances',
  'ec2:DescribeRegions',
  'ec2:DescribeSnapshots',
  'ec2:DescribeVolumes',
  'organizations:CreateAccount',
  'organizations:DescribeCreateAccountStatus',
  'organizations:ListAccounts',
  'organizations:ListCreateAccountStatus',
  'organizations:ListRoots',
  'rekognition:DetectFaces',
  'rekognition:DetectLabels',
  'rekognition:DetectModerationLabels',
  'rekognition:DetectText',
  'sts:GetCallerIdentity',
  'textract:DetectDocumentText',
]);
