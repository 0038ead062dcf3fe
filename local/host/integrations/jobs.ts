import type { Json, JsonObject } from '../../../asl/json.ts';
import { type Job, valueAt } from './job.ts';

/** The jobs that `.sync` can wait for, by the action that starts one. */
export function findJob(resourceType: string, action: string): Job | undefined {
  return jobs[`${resourceType}:${action}`];
}

/** For services that ask why a job is stopped. */
const reason = 'Nobody waits for this job any more: its Step Functions task has ended.';

/**
 * Each row cites nothing of its own: the actions are those of
 * docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html, statuses those of the service's API.
 */
const jobs: { readonly [resource: string]: Job | undefined } = {
  'athena:startQueryExecution': {
    describe: {
      action: 'getQueryExecution',
      parameters: ({ QueryExecutionId }) => ({ QueryExecutionId }),
    },
    result: (description) => description,
    status: 'QueryExecution.Status.State',
    succeeded: ['SUCCEEDED'],
    failed: ['FAILED', 'CANCELLED'],
    stop: { action: 'stopQueryExecution', parameters: ({ QueryExecutionId }) => ({ QueryExecutionId }) },
  },
  'batch:submitJob': {
    describe: { action: 'describeJobs', parameters: ({ JobId }) => ({ Jobs: listOf(JobId) }) },
    result: ({ Jobs }) => valueAt(Jobs, '0'),
    status: 'Status',
    succeeded: ['SUCCEEDED'],
    failed: ['FAILED'],
    stop: { action: 'terminateJob', parameters: ({ JobId }) => ({ JobId, Reason: reason }) },
  },
  'bedrock:createModelCustomizationJob': {
    describe: {
      action: 'getModelCustomizationJob',
      parameters: ({ JobArn }) => ({ JobIdentifier: JobArn }),
    },
    result: (description) => description,
    status: 'Status',
    succeeded: ['Completed'],
    failed: ['Failed', 'Stopped'],
    stop: { action: 'stopModelCustomizationJob', parameters: ({ JobArn }) => ({ JobIdentifier: JobArn }) },
  },
  'codebuild:startBuild': {
    describe: {
      action: 'batchGetBuilds',
      parameters: ({ Build }) => ({ Ids: listOf(valueAt(Build, 'Id')) }),
    },
    result: ({ Builds }) => ({ Build: valueAt(Builds, '0') ?? null }),
    status: 'Build.BuildStatus',
    succeeded: ['SUCCEEDED'],
    failed: ['FAILED', 'FAULT', 'TIMED_OUT', 'STOPPED'],
    stop: { action: 'stopBuild', parameters: ({ Build }) => ({ Id: valueAt(Build, 'Id') }) },
  },
  'codebuild:startBuildBatch': {
    describe: {
      action: 'batchGetBuildBatches',
      parameters: ({ BuildBatch }) => ({ Ids: listOf(valueAt(BuildBatch, 'Id')) }),
    },
    result: ({ BuildBatches }) => ({ BuildBatch: valueAt(BuildBatches, '0') ?? null }),
    status: 'BuildBatch.BuildBatchStatus',
    succeeded: ['SUCCEEDED'],
    failed: ['FAILED', 'FAULT', 'TIMED_OUT', 'STOPPED'],
    stop: { action: 'stopBuildBatch', parameters: ({ BuildBatch }) => ({ Id: valueAt(BuildBatch, 'Id') }) },
  },
  'databrew:startJobRun': {
    describe: { action: 'describeJobRun', parameters: ({ Name, RunId }) => ({ Name, RunId }) },
    result: (description) => description,
    status: 'State',
    succeeded: ['SUCCEEDED'],
    failed: ['FAILED', 'TIMEOUT', 'STOPPED'],
    stop: { action: 'stopJobRun', parameters: ({ Name, RunId }) => ({ Name, RunId }) },
  },
  'ecs:runTask': {
    describe: {
      action: 'describeTasks',
      parameters: ({ Tasks }) => ({
        Cluster: valueAt(Tasks, '0.ClusterArn'),
        Tasks: listOf(valueAt(Tasks, '0.TaskArn')),
      }),
    },
    result: ({ Tasks }) => valueAt(Tasks, '0'),
    status: 'LastStatus',
    succeeded: ['STOPPED'],
    failed: [],
    verdict: {
      describe: {
        action: 'describeTaskDefinition',
        parameters: ({ TaskDefinitionArn }) => ({ TaskDefinition: TaskDefinitionArn }),
      },
      hasFailed: essentialContainerFailed,
    },
    stop: {
      action: 'stopTask',
      parameters: ({ Tasks }) => ({
        Cluster: valueAt(Tasks, '0.ClusterArn'),
        Task: valueAt(Tasks, '0.TaskArn'),
        Reason: reason,
      }),
    },
  },
  'eks:createCluster': eksResource('Cluster', ({ Name }) => ({ Name })),
  'eks:createFargateProfile': eksResource('FargateProfile', ({ ClusterName, FargateProfileName }) => ({
    ClusterName,
    FargateProfileName,
  })),
  'eks:createNodegroup': eksResource('Nodegroup', ({ ClusterName, NodegroupName }) => ({
    ClusterName,
    NodegroupName,
  })),
  'eks:deleteCluster': deletion(eksResource('Cluster', ({ Name }) => ({ Name }))),
  'eks:deleteFargateProfile': deletion(
    eksResource('FargateProfile', ({ ClusterName, FargateProfileName }) => ({
      ClusterName,
      FargateProfileName,
    })),
  ),
  'eks:deleteNodegroup': deletion(
    eksResource('Nodegroup', ({ ClusterName, NodegroupName }) => ({ ClusterName, NodegroupName })),
  ),
  'elasticmapreduce:addStep': {
    describe: { action: 'describeStep', parameters: ({ ClusterId, StepId }) => ({ ClusterId, StepId }) },
    result: (description) => description,
    status: 'Step.Status.State',
    succeeded: ['COMPLETED'],
    failed: ['CANCELLED', 'FAILED', 'INTERRUPTED'],
    stop: {
      action: 'cancelSteps',
      parameters: ({ ClusterId, StepId }) => ({ ClusterId, StepIds: listOf(StepId) }),
    },
  },
  /** Step Functions does not terminate the cluster (docs.aws.amazon.com/step-functions/latest/dg/connect-emr.html). */
  'elasticmapreduce:createCluster': {
    describe: { action: 'describeCluster', parameters: ({ ClusterId }) => ({ ClusterId }) },
    result: (description, { ClusterId = null }) => ({ ClusterId, ...description }),
    status: 'Cluster.Status.State',
    succeeded: ['WAITING', 'TERMINATED'],
    failed: ['TERMINATED_WITH_ERRORS'],
  },
  'elasticmapreduce:terminateCluster': {
    describe: { action: 'describeCluster', parameters: ({ ClusterId }) => ({ ClusterId }) },
    result: (description) => description,
    status: 'Cluster.Status.State',
    succeeded: ['TERMINATED', 'TERMINATED_WITH_ERRORS'],
    failed: [],
  },
  'emr-containers:deleteVirtualCluster': {
    describe: { action: 'describeVirtualCluster', parameters: ({ Id }) => ({ Id }) },
    result: ({ VirtualCluster }) => VirtualCluster,
    status: 'State',
    succeeded: ['TERMINATED'],
    failed: ['ARRESTED'],
  },
  'emr-containers:startJobRun': {
    describe: {
      action: 'describeJobRun',
      parameters: ({ VirtualClusterId, Id }) => ({ VirtualClusterId, Id }),
    },
    result: ({ JobRun }) => JobRun,
    status: 'State',
    succeeded: ['COMPLETED'],
    failed: ['FAILED', 'CANCELLED'],
    stop: { action: 'cancelJobRun', parameters: ({ VirtualClusterId, Id }) => ({ VirtualClusterId, Id }) },
  },
  'emr-serverless:cancelJobRun': { ...serverlessJobRun(['CANCELLED']), failed: ['SUCCESS', 'FAILED'] },
  'emr-serverless:createApplication': serverlessApplication(['CREATED', 'STARTED']),
  'emr-serverless:deleteApplication': serverlessApplication(['TERMINATED']),
  'emr-serverless:startApplication': serverlessApplication(['STARTED']),
  'emr-serverless:startJobRun': {
    ...serverlessJobRun(['SUCCESS']),
    stop: {
      action: 'cancelJobRun',
      parameters: ({ ApplicationId, JobRunId }) => ({ ApplicationId, JobRunId }),
    },
  },
  'emr-serverless:stopApplication': serverlessApplication(['STOPPED']),
  'glue:startJobRun': {
    describe: {
      action: 'getJobRun',
      parameters: ({ JobName, JobRunId }) => ({ JobName, RunId: JobRunId }),
    },
    result: ({ JobRun }) => JobRun,
    status: 'JobRunState',
    succeeded: ['SUCCEEDED'],
    failed: ['FAILED', 'ERROR', 'EXPIRED', 'STOPPED', 'TIMEOUT'],
    stop: {
      action: 'batchStopJobRun',
      parameters: ({ JobName, JobRunId }) => ({ JobName, JobRunIds: listOf(JobRunId) }),
    },
  },
  'mediaconvert:createJob': {
    describe: { action: 'getJob', parameters: ({ Job }) => ({ Id: valueAt(Job, 'Id') }) },
    result: (description) => description,
    status: 'Job.Status',
    succeeded: ['COMPLETE'],
    failed: ['CANCELED', 'ERROR'],
    stop: { action: 'cancelJob', parameters: ({ Job }) => ({ Id: valueAt(Job, 'Id') }) },
  },
  'sagemaker:createHyperParameterTuningJob': sageMakerJob('HyperParameterTuningJob'),
  'sagemaker:createLabelingJob': sageMakerJob('LabelingJob'),
  'sagemaker:createProcessingJob': sageMakerJob('ProcessingJob'),
  'sagemaker:createTrainingJob': sageMakerJob('TrainingJob'),
  'sagemaker:createTransformJob': sageMakerJob('TransformJob'),
};

function listOf(value: Json | undefined): readonly Json[] {
  return value === undefined ? [] : [value];
}

/** Kinds of jobs differ in nothing but the word. */
function sageMakerJob(kind: string): Job {
  const parameters = (started: JsonObject) => ({ [`${kind}Name`]: started[`${kind}Name`] });
  return {
    describe: { action: `describe${kind}`, parameters },
    result: (description) => description,
    status: `${kind}Status`,
    succeeded: ['Completed'],
    failed: ['Failed', 'Stopped'],
    stop: { action: `stop${kind}`, parameters },
  };
}

/** What is created stays when nobody waits for it (docs.aws.amazon.com/step-functions/latest/dg/connect-eks.html). */
function eksResource(kind: string, parameters: Job['describe']['parameters']): Job {
  return {
    describe: { action: `describe${kind}`, parameters },
    result: (description) => description,
    status: `${kind}.Status`,
    succeeded: ['ACTIVE'],
    failed: ['FAILED', 'CREATE_FAILED'],
  };
}

function deletion(job: Job): Job {
  return { ...job, succeeded: [], failed: ['FAILED', 'DELETE_FAILED'], untilGone: true };
}

function serverlessApplication(succeeded: readonly string[]): Job {
  return {
    describe: { action: 'getApplication', parameters: ({ ApplicationId }) => ({ ApplicationId }) },
    result: ({ Application }) => Application,
    status: 'State',
    succeeded,
    failed: succeeded.includes('TERMINATED') ? [] : ['TERMINATED'],
  };
}

function serverlessJobRun(succeeded: readonly string[]): Job {
  return {
    describe: {
      action: 'getJobRun',
      parameters: ({ ApplicationId, JobRunId }) => ({ ApplicationId, JobRunId }),
    },
    result: ({ JobRun }) => JobRun,
    status: 'State',
    succeeded,
    failed: ['FAILED', 'CANCELLED'],
  };
}

/**
 * A task of ECS has failed when a container that it cannot do without has, or has never run: sidecars are killed
 * at the end whatever they did.
 */
function essentialContainerFailed(task: Json, { TaskDefinition }: JsonObject): boolean {
  const definitions = valueAt(TaskDefinition, 'ContainerDefinitions');
  const sidecars = Array.isArray(definitions)
    ? definitions.filter((each: Json) => valueAt(each, 'Essential') === false)
    : [];
  const names = new Set(sidecars.map((each: Json) => valueAt(each, 'Name')));
  const containers = valueAt(task, 'Containers');
  return Array.isArray(containers)
    ? containers.some((each: Json) => !names.has(valueAt(each, 'Name')) && valueAt(each, 'ExitCode') !== 0)
    : false;
}
