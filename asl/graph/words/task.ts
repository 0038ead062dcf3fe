import { isJsonObject, type JsonObject } from '../../json.ts';

/** What a Task state calls, read from its Resource (docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html). */
export interface Task {
  readonly kind: TaskKind;
  /** `Lambda`, `DynamoDB`, `Activity` … */
  readonly service: string;
  /** `PutItem`, or the name of the function, activity or state machine; empty where the definition does not say. */
  readonly action: string;
  /** What the state waits for beyond the answer of the call: `.sync` a completion, `.waitForTaskToken` a callback. */
  readonly waitsFor: 'response' | 'completion' | 'callback';
}

/** What an icon tells at a glance. */
export type TaskKind =
  | 'function'
  | 'execution'
  | 'database'
  | 'storage'
  | 'message'
  | 'intelligence'
  | 'compute'
  | 'http'
  | 'activity'
  | 'service';

interface Service {
  readonly name: string;
  readonly kind: TaskKind;
}

/** Services by the name that an integration's ARN uses; the others are named as they stand. */
const services: ReadonlyMap<string, Service> = new Map(
  Object.entries<Service>({
    apigateway: { name: 'API Gateway', kind: 'http' },
    athena: { name: 'Athena', kind: 'database' },
    batch: { name: 'Batch', kind: 'compute' },
    bedrock: { name: 'Bedrock', kind: 'intelligence' },
    bedrockagent: { name: 'Bedrock', kind: 'intelligence' },
    bedrockruntime: { name: 'Bedrock', kind: 'intelligence' },
    cloudformation: { name: 'CloudFormation', kind: 'service' },
    cloudwatch: { name: 'CloudWatch', kind: 'service' },
    codebuild: { name: 'CodeBuild', kind: 'compute' },
    comprehend: { name: 'Comprehend', kind: 'intelligence' },
    config: { name: 'Config', kind: 'service' },
    dynamodb: { name: 'DynamoDB', kind: 'database' },
    ecs: { name: 'ECS', kind: 'compute' },
    eks: { name: 'EKS', kind: 'compute' },
    elasticmapreduce: { name: 'EMR', kind: 'compute' },
    eventbridge: { name: 'EventBridge', kind: 'message' },
    events: { name: 'EventBridge', kind: 'message' },
    glue: { name: 'Glue', kind: 'compute' },
    http: { name: 'HTTP', kind: 'http' },
    kinesis: { name: 'Kinesis', kind: 'message' },
    lambda: { name: 'Lambda', kind: 'function' },
    lookoutvision: { name: 'Lookout for Vision', kind: 'intelligence' },
    mediaconvert: { name: 'MediaConvert', kind: 'compute' },
    organizations: { name: 'Organizations', kind: 'service' },
    polly: { name: 'Polly', kind: 'intelligence' },
    rds: { name: 'RDS', kind: 'database' },
    redshiftdata: { name: 'Redshift', kind: 'database' },
    rekognition: { name: 'Rekognition', kind: 'intelligence' },
    s3: { name: 'S3', kind: 'storage' },
    sagemaker: { name: 'SageMaker', kind: 'intelligence' },
    scheduler: { name: 'EventBridge Scheduler', kind: 'message' },
    sfn: { name: 'Step Functions', kind: 'execution' },
    sns: { name: 'SNS', kind: 'message' },
    sqs: { name: 'SQS', kind: 'message' },
    states: { name: 'Step Functions', kind: 'execution' },
    textract: { name: 'Textract', kind: 'intelligence' },
    transcribe: { name: 'Transcribe', kind: 'intelligence' },
    translate: { name: 'Translate', kind: 'intelligence' },
  }),
);

export function taskOf(fields: JsonObject): Task {
  const resource = typeof fields['Resource'] === 'string' ? fields['Resource'] : '';
  const integration = /:states:[^:]*:[^:]*:(?:aws-sdk:)?([^:]+):([^.:]+)(\.[^:]+)?/.exec(resource);
  const activity = /:activity:(.+)$/.exec(resource);
  if (activity !== null) {
    return { kind: 'activity', service: 'Activity', action: named(activity[1]), waitsFor: 'response' };
  }
  if (integration === null) {
    return { kind: 'function', service: 'Lambda', action: named(resource), waitsFor: 'response' };
  }
  const [, id = '', call = '', pattern] = integration;
  const service = services.get(id.toLowerCase()) ?? { name: id, kind: 'service' };
  return {
    kind: service.kind,
    service: service.name,
    action: calleeOf(id, call, fields) ?? capitalised(call),
    waitsFor: waitsForOf(pattern ?? ''),
  };
}

function waitsForOf(pattern: string): Task['waitsFor'] {
  if (pattern.startsWith('.sync')) return 'completion';
  return pattern === '.waitForTaskToken' ? 'callback' : 'response';
}

/** The calls whose own name tells less than the name of what they call, by the field that holds it. */
const callees: { readonly [call: string]: string } = {
  'lambda:invoke': 'FunctionName',
  'states:startExecution': 'StateMachineArn',
};

/** The function that `lambda:invoke` names, the machine that `states:startExecution` names; undefined for other calls. */
function calleeOf(service: string, call: string, fields: JsonObject): string | undefined {
  const field = callees[`${service}:${call}`];
  const input = fields['Arguments'] ?? fields['Parameters'];
  if (field === undefined) return undefined;
  const callee = isJsonObject(input) ? input[field] : undefined;
  return typeof callee === 'string' ? named(callee) : '';
}

/** The name in an ARN or a placeholder, without a qualifier; empty where it is only known while executing. */
function named(callee: string | undefined): string {
  if (callee === undefined || callee.startsWith('{%') || callee.startsWith('$.')) return '';
  const placeholder = /\$\{([^}]*)\}/.exec(callee)?.[1];
  const inArn = /:(?:function|stateMachine):([^:]+)/.exec(callee)?.[1];
  const name = inArn?.startsWith('${') === true ? undefined : inArn;
  return name ?? placeholder?.replace(/\.?Arn$/, '') ?? callee;
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
