import { CallAwsService } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { IntegrationPattern, StateGraph, type TaskStateBase } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Call } from './definition-calls.ts';

/** As a policy names it: `s3:GetObject`. */
export type IamAction = `${string}:${string}`;

/**
 * The IAM actions of one call. Optimized integrations stand in a table; for the SDK's thousands, the CDK's own task
 * class knows how services are called in policies, and the second table what operations are.
 */
export function actionsOf(scope: Construct, { integration, pattern, state }: Call): readonly IamAction[] {
  if (!integration.startsWith('aws-sdk:')) {
    const actions = optimizedActions[`${integration}${pattern.replace('.waitForTaskToken', '')}`];
    if (actions) return actions;
    throw new Error(
      `${state} uses ${integration}${pattern}, whose permissions call-actions.ts does not list yet.`,
    );
  }
  const [, service = '', action = ''] = integration.split(':');
  const known = sdkActions[`${service}:${action}`];
  if (known) return known;
  const task = CallAwsService.jsonata(scope, `${state} ${action}`, {
    service,
    action,
    iamResources: ['*'],
    integrationPattern:
      pattern === '.waitForTaskToken'
        ? IntegrationPattern.WAIT_FOR_TASK_TOKEN
        : IntegrationPattern.REQUEST_RESPONSE,
    ...(pattern === '.waitForTaskToken' && { parameters: { token: '{% $states.context.Task.Token %}' } }),
  });
  return actionsIn(task);
}

/** What a task class of the CDK asks for. */
function actionsIn(task: TaskStateBase): readonly IamAction[] {
  const { policyStatements } = new StateGraph(task, 'permissions');
  return policyStatements.flatMap(({ actions }) => actions.map(pascalCased));
}

/** The class leaves an operation as the SDK spells it. Policies do not mind, readers do. */
function pascalCased(action: string): IamAction {
  const [service = '', operation = ''] = action.split(':');
  return `${service}:${operation.charAt(0).toUpperCase()}${operation.slice(1)}`;
}

/**
 * docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html, the IAM policies of each service. Those of
 * lambda:invoke and states:startExecution are in bound-permissions.ts: their resources are known.
 */
const optimizedActions: Readonly<Record<string, readonly IamAction[]>> = {
  'athena:getQueryExecution': ['athena:GetQueryExecution'],
  'athena:getQueryResults': ['athena:GetQueryResults'],
  'athena:startQueryExecution': ['athena:StartQueryExecution'],
  'athena:startQueryExecution.sync': [
    'athena:StartQueryExecution',
    'athena:StopQueryExecution',
    'athena:GetQueryExecution',
  ],
  'athena:stopQueryExecution': ['athena:StopQueryExecution'],
  'dynamodb:deleteItem': ['dynamodb:DeleteItem'],
  'dynamodb:getItem': ['dynamodb:GetItem'],
  'dynamodb:putItem': ['dynamodb:PutItem'],
  'dynamodb:updateItem': ['dynamodb:UpdateItem'],
  'events:putEvents': ['events:PutEvents'],
  'glue:startJobRun': ['glue:StartJobRun'],
  'glue:startJobRun.sync': ['glue:StartJobRun', 'glue:GetJobRun', 'glue:GetJobRuns', 'glue:BatchStopJobRun'],
  'http:invoke': [
    'states:InvokeHTTPEndpoint',
    'events:RetrieveConnectionCredentials',
    'secretsmanager:GetSecretValue',
    'secretsmanager:DescribeSecret',
  ],
  's3:getObject': ['s3:GetObject'],
  's3:listObjectsV2': ['s3:ListBucket'],
  's3:putObject': ['s3:PutObject', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:AbortMultipartUpload'],
  'sns:publish': ['sns:Publish'],
  'sqs:sendMessage': ['sqs:SendMessage'],
};

/** Operations that policies call by another name (Service Authorization Reference, the page of each service). */
const sdkActions: Readonly<Record<string, readonly IamAction[]>> = {
  'configservice:putConfigurationRecorder': ['config:PutConfigurationRecorder'],
  'configservice:putDeliveryChannel': ['config:PutDeliveryChannel'],
  'configservice:startConfigurationRecorder': ['config:StartConfigurationRecorder'],
  'eventbridge:putEvents': ['events:PutEvents'],
  'lambda:invoke': ['lambda:InvokeFunction'],
  's3:copyObject': ['s3:GetObject', 's3:PutObject'],
  's3:deleteObjects': ['s3:DeleteObject'],
  's3:headBucket': ['s3:ListBucket'],
  's3:headObject': ['s3:GetObject'],
  's3:listBuckets': ['s3:ListAllMyBuckets'],
  's3:listObjects': ['s3:ListBucket'],
  's3:listObjectsV2': ['s3:ListBucket'],
};
