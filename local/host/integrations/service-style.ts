import type { JsonObject } from '../../../asl/json.ts';
import type { IntegrationPattern } from '../../engine/task-request.ts';
import { type ResponseHead, responseMetadata } from '../response-metadata.ts';
import { capitalized, javaClassName, javaExceptionName, javaMemberName } from '../sdk/names.ts';
import type { ResultForm } from '../sdk/result.ts';
import type { ServiceRefusal } from '../sdk/service-answer.ts';
import { type Failure, failed } from './outcome.ts';

/**
 * How an integration shows a service: the same answer looks otherwise through `aws-sdk:sqs:sendMessage` than
 * through the optimized `sqs:sendMessage`, which came years earlier and calls services with the Java SDK 1.
 */
export interface ServiceStyle extends ResultForm {
  /** The service as `aws-sdk:` resources name it, whose client makes the call. */
  readonly service: string;
  /** The beginning of error names: `SQS` of `SQS.AmazonSQSException`. */
  readonly errorPrefix: string;
  readonly refusal: (refusal: ServiceRefusal) => Failure;
  /** Makes the task's result of the operation's. */
  readonly result: (output: JsonObject, head: ResponseHead) => JsonObject;
  /** A failure that the service reports within a success. */
  readonly hiddenFailure?: HiddenFailure;
}

type HiddenFailure = (output: JsonObject, pattern: IntegrationPattern) => Failure | undefined;

/**
 * `aws-sdk:<service>:<action>`
 * (docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html).
 *
 * Differs from AWS: since 2025 every cause ends with `(SDK Attempt Count: 1)`. Recordings that new are of Step
 * Functions itself alone, so that it alone says so; the others hold causes without.
 */
export function sdkStyle(service: string, serviceId: string): ServiceStyle {
  const errorPrefix = javaClassName(serviceId);
  return {
    service,
    errorPrefix,
    naming: javaMemberName,
    timestamp: isoText,
    refusal: (refusal) => {
      const { name, message, modelled, status, requestId, extendedRequestId } = refusal;
      const extended = extendedRequestId === undefined ? '' : `, Extended Request ID: ${extendedRequestId}`;
      const details = `Service: ${errorPrefix}, Status Code: ${status}, Request ID: ${requestId}${extended}`;
      const error = modelled ? javaExceptionName(name) : `${errorPrefix}Exception`;
      const attempts = service === 'sfn' ? ' (SDK Attempt Count: 1)' : '';
      return failed(`${errorPrefix}.${error}`, `${message} (${details})${attempts}`);
    },
    result: (output) => output,
  };
}

/**
 * The optimized integration of the name, if there is one
 * (docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html).
 */
export function optimizedStyle(name: string): ServiceStyle | undefined {
  const integration = optimizedIntegrations[name];
  if (integration === undefined) return undefined;
  const { service = name, errorPrefix, javaName, showsResponse = true, hiddenFailure } = integration;
  return {
    service,
    errorPrefix,
    naming: capitalized,
    timestamp: showsResponse ? epochMs : isoText,
    refusal: (refusal) => optimizedRefusal(refusal, errorPrefix, javaName),
    result: (output, head) => (showsResponse ? { ...output, ...responseMetadata(head) } : output),
    ...(hiddenFailure !== undefined && { hiddenFailure }),
  };
}

/** As the Java SDK 2 gives dates, and 1. */
const isoText = (date: Date): string => date.toISOString();
const epochMs = (date: Date): number => date.getTime();

export function optimizedRefusal(
  { name, code, message, modelled, status, requestId }: ServiceRefusal,
  errorPrefix: string,
  javaName: string,
): Failure {
  const modelName = name.endsWith('Exception') ? name : `${name}Exception`;
  const error = modelled ? modelName : `${javaName.replace(/v\d+$/, '')}Exception`;
  const details = `Service: ${javaName}; Status Code: ${status}; Error Code: ${code}; Request ID: ${requestId}; Proxy: null`;
  return failed(`${errorPrefix}.${error}`, `${message} (${details})`);
}

interface OptimizedIntegration {
  /** Where it is not the integration's own name. */
  readonly service?: string;
  readonly errorPrefix: string;
  /** What the Java SDK 1 calls the service. */
  readonly javaName: string;
  /** Whether the result tells of the HTTP response: those that came with the SDK 2 do not. */
  readonly showsResponse?: boolean;
  readonly hiddenFailure?: HiddenFailure;
}

const optimizedIntegrations: { readonly [name: string]: OptimizedIntegration | undefined } = {
  athena: { errorPrefix: 'Athena', javaName: 'AmazonAthena' },
  batch: { errorPrefix: 'Batch', javaName: 'AWSBatch' },
  bedrock: { errorPrefix: 'Bedrock', javaName: 'Bedrock', showsResponse: false },
  codebuild: { errorPrefix: 'CodeBuild', javaName: 'AWSCodeBuild' },
  databrew: { errorPrefix: 'DataBrew', javaName: 'AWSGlueDataBrew' },
  dynamodb: { errorPrefix: 'DynamoDB', javaName: 'AmazonDynamoDBv2' },
  ecs: { errorPrefix: 'ECS', javaName: 'AmazonECS', hiddenFailure: failedPlacement },
  eks: { errorPrefix: 'EKS', javaName: 'AmazonEKS' },
  elasticmapreduce: { service: 'emr', errorPrefix: 'ElasticMapReduce', javaName: 'AmazonElasticMapReduce' },
  'emr-containers': {
    service: 'emrcontainers',
    errorPrefix: 'EMRContainers',
    javaName: 'AmazonEMRContainers',
  },
  'emr-serverless': {
    service: 'emrserverless',
    errorPrefix: 'EmrServerless',
    javaName: 'AWSEMRServerless',
    showsResponse: false,
  },
  events: {
    service: 'eventbridge',
    errorPrefix: 'EventBridge',
    javaName: 'AmazonEventBridge',
    showsResponse: false,
    hiddenFailure: failedEntry,
  },
  glue: { errorPrefix: 'Glue', javaName: 'AWSGlue' },
  mediaconvert: { errorPrefix: 'MediaConvert', javaName: 'AWSMediaConvert', showsResponse: false },
  sagemaker: { errorPrefix: 'SageMaker', javaName: 'AmazonSageMaker' },
  sns: { errorPrefix: 'SNS', javaName: 'AmazonSNS' },
  sqs: { errorPrefix: 'SQS', javaName: 'AmazonSQS' },
};

/** PutEvents succeeds though entries fail (docs.aws.amazon.com/step-functions/latest/dg/connect-eventbridge.html). */
function failedEntry(output: JsonObject): Failure | undefined {
  const { FailedEntryCount } = output;
  if (typeof FailedEntryCount !== 'number' || FailedEntryCount === 0) return undefined;
  return failed('EventBridge.FailedEntry', JSON.stringify(output));
}

/** RunTask succeeds though nothing runs (docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html). */
function failedPlacement(output: JsonObject, pattern: IntegrationPattern): Failure | undefined {
  const { Failures } = output;
  if (pattern === 'requestResponse' || !Array.isArray(Failures) || Failures.length === 0) return undefined;
  return failed('AmazonECS.Unknown', JSON.stringify(output));
}
