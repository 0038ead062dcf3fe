/**
 * The services that Step Functions calls in its own way, with the actions that it knows of each.
 * docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html
 */
interface OptimizedService {
  readonly actions: readonly string[];
  /** Some actions of the service run a job and wait for its end: `.sync`. */
  readonly sync?: true;
  /** A task token can be handed out: `.waitForTaskToken`. */
  readonly token?: true;
}

export const optimizedIntegrations: ReadonlyMap<string, OptimizedService> = new Map<string, OptimizedService>(
  Object.entries({
    apigateway: { actions: ['invoke'], token: true },
    athena: {
      actions: ['startQueryExecution', 'stopQueryExecution', 'getQueryExecution', 'getQueryResults'],
      sync: true,
    },
    batch: { actions: ['submitJob'], sync: true },
    bedrock: { actions: ['invokeModel', 'createModelCustomizationJob'], sync: true, token: true },
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
      sync: true,
    },
    databrew: { actions: ['startJobRun'], sync: true },
    dynamodb: { actions: ['getItem', 'putItem', 'updateItem', 'deleteItem'] },
    ecs: { actions: ['runTask'], sync: true, token: true },
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
      sync: true,
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
      sync: true,
    },
    'emr-containers': {
      actions: ['createVirtualCluster', 'deleteVirtualCluster', 'startJobRun'],
      sync: true,
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
      sync: true,
    },
    events: { actions: ['putEvents'], token: true },
    glue: { actions: ['startJobRun'], sync: true },
    http: { actions: ['invoke'], token: true },
    lambda: { actions: ['invoke'], token: true },
    mediaconvert: { actions: ['createJob'], sync: true },
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
      sync: true,
    },
    sns: { actions: ['publish'], token: true },
    sqs: { actions: ['sendMessage'], token: true },
    states: { actions: ['startExecution'], sync: true, token: true },
  } satisfies Record<string, OptimizedService>),
);

/** Fields that a request cannot do without, as AWS checks them at creation. */
export const requiredRequestFields: ReadonlyMap<string, readonly string[]> = new Map([
  ['lambda:invoke', ['FunctionName']],
  ['sqs:sendMessage', ['QueueUrl', 'MessageBody']],
  ['sns:publish', ['Message']],
  ['dynamodb:putItem', ['TableName', 'Item']],
  ['dynamodb:getItem', ['TableName', 'Key']],
  ['states:startExecution', ['StateMachineArn']],
  ['events:putEvents', ['Entries']],
  ['ecs:runTask', ['TaskDefinition']],
  ['glue:startJobRun', ['JobName']],
]);
