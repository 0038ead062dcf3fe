import {
  AccessLogFormat,
  AuthorizationType,
  AwsIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  type Model,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { z } from 'zod';
import { acknowledge } from './permissions/acknowledgements.ts';
import { isTriggerOn } from './trigger-switch.ts';
import type { WorkflowStateMachine } from './workflow-state-machine.ts';

export interface StartApiProps {
  readonly machine: WorkflowStateMachine;
  readonly path: string;
  /** The workflow's input: requests that do not fit it start nothing. */
  readonly input: z.ZodType;
  /** The trigger's name for its off switch. */
  readonly trigger: string;
}

/** For callers inside of AWS, who sign their requests: POST starts an execution and answers 202 with its ARN. */
export class StartApi extends Construct {
  readonly url: string;

  constructor(scope: Construct, id: string, { machine, path, input, trigger }: StartApiProps) {
    super(scope, id);
    const accessLog = new LogGroup(this, 'AccessLog', { retention: RetentionDays.THREE_MONTHS });
    /** A stage that lets no request through answers 429: clients try again later. */
    const throttling = isTriggerOn(this, trigger) ? { rate: 10, burst: 20 } : { rate: 0, burst: 0 };
    const api = new RestApi(this, 'Rest', {
      cloudWatchRole: false,
      deployOptions: {
        throttlingRateLimit: throttling.rate,
        throttlingBurstLimit: throttling.burst,
        tracingEnabled: true,
        loggingLevel: MethodLoggingLevel.ERROR,
        accessLogDestination: new LogGroupLogDestination(accessLog),
        accessLogFormat: AccessLogFormat.jsonWithStandardFields(),
      },
    });
    const validator = api.addRequestValidator('Validator', {
      validateRequestBody: true,
      validateRequestParameters: true,
    });
    const method = api.root.addResource(path).addMethod('POST', startExecution(this, machine), {
      authorizationType: AuthorizationType.IAM,
      requestValidator: validator,
      requestModels: { 'application/json': modelOf(api, input) },
      methodResponses: [{ statusCode: '202' }, { statusCode: '500' }],
    });
    acknowledge(
      method,
      'COG4',
      'Callers are roles of this organization, which sign requests (IAM authorization).',
    );
    acknowledge(
      api.deploymentStage,
      'APIG3',
      'Only signed requests come through; there is nobody else to keep out.',
    );
    this.url = api.urlForPath(`/${path}`);
  }
}

/** API Gateway reads JSON Schema of draft 4 (docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html). */
function modelOf(api: RestApi, input: z.ZodType): Model {
  const schema = z.toJSONSchema(input, { target: 'draft-4', io: 'input', unrepresentable: 'any' });
  return api.addModel('Input', { contentType: 'application/json', schema: schema as object });
}

function startExecution(scope: Construct, { startArn }: WorkflowStateMachine): AwsIntegration {
  const credentialsRole = new Role(scope, 'Starter', {
    assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
  });
  credentialsRole.addToPolicy(
    new PolicyStatement({ actions: ['states:StartExecution'], resources: [startArn] }),
  );
  const request = `{ "stateMachineArn": "${startArn}", "input": "$util.escapeJavaScript($input.json('$')).replaceAll("\\\\'", "'")" }`;
  return new AwsIntegration({
    service: 'states',
    action: 'StartExecution',
    options: {
      credentialsRole,
      requestTemplates: { 'application/json': request },
      integrationResponses: [
        { statusCode: '202' },
        {
          statusCode: '500',
          selectionPattern: '[45]\\d{2}',
          responseTemplates: { 'application/json': '{ "message": "The execution could not be started." }' },
        },
      ],
    },
  });
}
