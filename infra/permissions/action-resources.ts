import type { IamAction } from './call-actions.ts';

/** On what an action is allowed: ARNs, or everything, which wants a reason. */
export type ActionResources = readonly string[] | EveryResource;

export interface EveryResource {
  readonly every: string;
}

/** By action, what a machine may do it on: what no definition tells, as it names things by data. */
export type ResourcesByAction = Readonly<Partial<Record<IamAction, ActionResources>>>;

export function isEvery(resources: ActionResources): resources is EveryResource {
  return 'every' in resources;
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
