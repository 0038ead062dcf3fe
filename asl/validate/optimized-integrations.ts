import type { Resource } from './resource.ts';

/** Whether there is such an integration; of the SDK's the services and actions are too many to be known here. */
export function isIntegration({ service, action, pattern }: Resource & { type: 'integration' }): boolean {
  if (service === 'aws-sdk') {
    return /^[a-z0-9-]+:[a-z][A-Za-z0-9]*$/.test(action) && !pattern.startsWith('.sync');
  }
  const known = optimizedServices.get(service);
  if (known === undefined || !known.actions.includes(action)) return false;
  switch (pattern) {
    case '':
      return true;
    case '.sync':
      return known.sync?.includes(action) === true;
    case '.sync:2':
      return service === 'states';
    default:
      return known.token === true;
  }
}

/**
 * The services that Step Functions calls in its own way, with the actions that it knows of each.
 * docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html
 */
interface OptimizedService {
  readonly actions: readonly string[];
  /** The actions that run a job and can wait for its end. */
  readonly sync?: readonly string[];
  /** A task token can be handed out: `.waitForTaskToken`. */
  readonly token?: true;
}

const optimizedServices: ReadonlyMap<string, OptimizedService> = new Map<string, OptimizedService>(
  Object.entries({
    apigateway: { actions: ['invoke'], token: true },
    athena: {
      actions: ['startQueryExecution', 'stopQueryExecution', 'getQueryExecution', 'getQueryResults'],
      sync: ['startQueryExecution'],
    },
    batch: { actions: ['submitJob'], sync: ['submitJob'] },
    bedrock: {
      actions: ['invokeModel', 'createModelCustomizationJob'],
      sync: ['createModelCustomizationJob'],
      token: true,
    },
    codebuild: {
      actions: [
        'startBuild',
        'stopBuild',
        'batchDeleteBuilds',
        'batchGetReports',
        'startBuildBatch',
        'stopBuildBatch',
        'retryBuildBatch',
        'deleteBuildBatch',
      ],
      sync: ['startBuild', 'startBuildBatch', 'retryBuildBatch'],
    },
    databrew: { actions: ['startJobRun'], sync: ['startJobRun'] },
    dynamodb: { actions: ['getItem', 'putItem', 'updateItem', 'deleteItem'] },
    ecs: { actions: ['runTask'], sync: ['runTask'], token: true },
    eks: {
      actions: [
        'createCluster',
        'deleteCluster',
        'createFargateProfile',
        'deleteFargateProfile',
        'createNodegroup',
        'deleteNodegroup',
        'runJob',
        'call',
      ],
      sync: [
        'createCluster',
        'deleteCluster',
        'createFargateProfile',
        'deleteFargateProfile',
        'createNodegroup',
        'deleteNodegroup',
        'runJob',
      ],
      token: true,
    },
    elasticmapreduce: {
      actions: [
        'createCluster',
        'terminateCluster',
        'addStep',
        'cancelStep',
        'setClusterTerminationProtection',
        'modifyInstanceFleetByName',
        'modifyInstanceGroupByName',
      ],
      sync: ['createCluster', 'terminateCluster', 'addStep'],
    },
    'emr-containers': {
      actions: ['createVirtualCluster', 'deleteVirtualCluster', 'startJobRun'],
      sync: ['deleteVirtualCluster', 'startJobRun'],
    },
    'emr-serverless': {
      actions: [
        'createApplication',
        'startApplication',
        'stopApplication',
        'deleteApplication',
        'startJobRun',
        'cancelJobRun',
      ],
      sync: [
        'createApplication',
        'startApplication',
        'stopApplication',
        'deleteApplication',
        'startJobRun',
        'cancelJobRun',
      ],
    },
    events: { actions: ['putEvents'], token: true },
    glue: { actions: ['startJobRun'], sync: ['startJobRun'] },
    http: { actions: ['invoke'], token: true },
    lambda: { actions: ['invoke'], token: true },
    mediaconvert: { actions: ['createJob'], sync: ['createJob'] },
    sagemaker: {
      actions: [
        'createEndpoint',
        'createEndpointConfig',
        'createHyperParameterTuningJob',
        'createLabelingJob',
        'createModel',
        'createProcessingJob',
        'createTrainingJob',
        'createTransformJob',
        'updateEndpoint',
      ],
      sync: [
        'createHyperParameterTuningJob',
        'createLabelingJob',
        'createProcessingJob',
        'createTrainingJob',
        'createTransformJob',
      ],
    },
    sns: { actions: ['publish'], token: true },
    sqs: { actions: ['sendMessage'], token: true },
    states: { actions: ['startExecution'], sync: ['startExecution'], token: true },
  } satisfies Record<string, OptimizedService>),
);

/** Fields that a request cannot do without: the service's own API requires them, and AWS asks for them at creation. */
export const requiredRequestFields: ReadonlyMap<string, readonly string[]> = new Map([
  ['lambda:invoke', ['FunctionName']],
  ['sqs:sendMessage', ['QueueUrl', 'MessageBody']],
  ['sns:publish', ['Message']],
  ['dynamodb:putItem', ['TableName', 'Item']],
  ['dynamodb:getItem', ['TableName', 'Key']],
  ['dynamodb:updateItem', ['TableName', 'Key']],
  ['dynamodb:deleteItem', ['TableName', 'Key']],
  ['apigateway:invoke', ['ApiEndpoint', 'Method']],
  ['http:invoke', ['ApiEndpoint', 'Method']],
  ['athena:startQueryExecution', ['QueryString']],
  ['athena:stopQueryExecution', ['QueryExecutionId']],
  ['athena:getQueryExecution', ['QueryExecutionId']],
  ['athena:getQueryResults', ['QueryExecutionId']],
  ['batch:submitJob', ['JobName', 'JobQueue', 'JobDefinition']],
  ['bedrock:invokeModel', ['ModelId']],
  ['codebuild:startBuild', ['ProjectName']],
  ['databrew:startJobRun', ['Name']],
  ['elasticmapreduce:addStep', ['ClusterId', 'Step']],
  ['elasticmapreduce:terminateCluster', ['ClusterId']],
  ['emr-serverless:startJobRun', ['ApplicationId', 'ExecutionRoleArn']],
  ['states:startExecution', ['StateMachineArn']],
  ['events:putEvents', ['Entries']],
  ['ecs:runTask', ['TaskDefinition']],
  ['glue:startJobRun', ['JobName']],
]);
