import type { JsonObject } from '../../../asl/json.ts';
import { ParametersError } from '../sdk/parameters.ts';
import { valueAt } from './job.ts';
import { parsed } from './lambda-invocation.ts';

/** What an optimized action is to the service, where it is not the service's own operation of the same name. */
export interface AdaptedAction {
  /** Why it is not carried out on this machine. */
  readonly missing?: string;
  /** Where another client has the operation than that of the integration. */
  readonly service?: string;
  readonly operation?: string;
  readonly request?: (parameters: JsonObject) => JsonObject;
  readonly response?: (output: JsonObject, parameters: JsonObject) => JsonObject;
}

export function adaptedAction(resourceType: string, action: string): AdaptedAction {
  return adaptedActions[`${resourceType}:${action}`] ?? asItIs;
}

const asItIs: AdaptedAction = {};

const kubernetes = 'it speaks to Kubernetes itself';
const byName = 'it looks instances up by their name';

/**
 * Source: docs.aws.amazon.com/step-functions/latest/dg/connect-emr.html, …/connect-emr-serverless.html,
 * …/connect-bedrock.html
 */
const adaptedActions: { readonly [resource: string]: AdaptedAction | undefined } = {
  'bedrock:invokeModel': { service: 'bedrockruntime', request: withoutFiles, response: readBody },
  'eks:call': { missing: kubernetes },
  'eks:runJob': { missing: kubernetes },
  'elasticmapreduce:createCluster': {
    operation: 'runJobFlow',
    response: ({ JobFlowId = null, ...others }) => ({ ClusterId: JobFlowId, ...others }),
  },
  'elasticmapreduce:addStep': {
    operation: 'addJobFlowSteps',
    request: ({ ClusterId = null, Step = null, ...others }) => ({
      JobFlowId: ClusterId,
      Steps: [Step],
      ...others,
    }),
    response: ({ StepIds }) => ({ StepId: valueAt(StepIds, '0') ?? null }),
  },
  'elasticmapreduce:cancelStep': {
    operation: 'cancelSteps',
    request: ({ StepId = null, ...others }) => ({ StepIds: [StepId], ...others }),
    response: ({ CancelStepsInfoList }) => ({ CancelStepsInfo: valueAt(CancelStepsInfoList, '0') ?? null }),
  },
  'elasticmapreduce:modifyInstanceFleetByName': { missing: byName },
  'elasticmapreduce:modifyInstanceGroupByName': { missing: byName },
  'elasticmapreduce:setClusterTerminationProtection': {
    operation: 'setTerminationProtection',
    request: jobFlowIds,
  },
  'elasticmapreduce:terminateCluster': { operation: 'terminateJobFlows', request: jobFlowIds },
  'emr-serverless:deleteApplication': { response: withApplicationId },
  'emr-serverless:startApplication': { response: withApplicationId },
  'emr-serverless:stopApplication': { response: withApplicationId },
};

function jobFlowIds({ ClusterId = null, ...others }: JsonObject): JsonObject {
  return { JobFlowIds: [ClusterId], ...others };
}

/** The service answers nothing; the integration, which application it was. */
function withApplicationId(output: JsonObject, { ApplicationId = null }: JsonObject): JsonObject {
  return { ApplicationId, ...output };
}

function withoutFiles(parameters: JsonObject): JsonObject {
  if ('Input' in parameters || 'Output' in parameters) {
    throw new ParametersError('Stateyard leaves out Input and Output, which are in S3: give the Body');
  }
  return parameters;
}

/** A model answers JSON, and the task's result holds it as such. */
function readBody({ Body, ...others }: JsonObject): JsonObject {
  return typeof Body === 'string' ? { Body: parsed(Body) ?? Body, ...others } : others;
}
