import { SettingError } from './setting-error.ts';

/** Where services are, as URLs. Read once, at the edge; whoever calls a service is given this value. */
export interface Endpoints {
  /** Of every service that has none of its own. */
  readonly everyService?: string;
  /** By the name that `aws-sdk:` resources use: `dynamodb`, `secretsmanager`, `sfn`. */
  readonly byService: { readonly [service: string]: string };
}

export const noEndpoints: Endpoints = { byService: {} };

/** Environment variables, as `process.env` has them. */
export type Environment = { readonly [name: string]: string | undefined };

export function endpointOf(endpoints: Endpoints, service: string): string | undefined {
  const { byService, everyService } = endpoints;
  return Object.hasOwn(byService, service) ? byService[service] : everyService;
}

/** What `endpoints` says, with the gaps filled from `others`: a service's own endpoint comes before any for all. */
export function orElse(endpoints: Endpoints, others: Endpoints): Endpoints {
  const everyService = endpoints.everyService ?? others.everyService;
  const byService = { ...(endpoints.everyService === undefined && others.byService), ...endpoints.byService };
  return everyService === undefined ? { byService } : { everyService, byService };
}

/**
 * The endpoints that the environment names, in the SDKs' way (AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_DYNAMODB) and
 * in Step Functions Local's (DYNAMODB_ENDPOINT), which gives way to the former.
 * Source: docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html,
 * docs.aws.amazon.com/step-functions/latest/dg/sfn-local-config-options.html
 */
export function readEndpoints(environment: Environment): Endpoints {
  const everyService = environment['AWS_ENDPOINT_URL'];
  const byService: { [service: string]: string } = {};
  for (const [variable, service] of Object.entries(stepFunctionsLocalVariables)) {
    const url = environment[variable];
    if (url) byService[service] = readUrl(variable, url);
  }
  for (const [variable, url] of Object.entries(environment)) {
    const [, service] = /^AWS_ENDPOINT_URL_([A-Z0-9_]+)$/.exec(variable) ?? [];
    if (service !== undefined && url) byService[serviceKey(service)] = readUrl(variable, url);
  }
  if (!everyService) return { byService };
  return { everyService: readUrl('AWS_ENDPOINT_URL', everyService), byService };
}

/** Step Functions Local knows the first nine; the others follow their form. */
const stepFunctionsLocalVariables: { readonly [variable: string]: string } = {
  LAMBDA_ENDPOINT: 'lambda',
  BATCH_ENDPOINT: 'batch',
  DYNAMODB_ENDPOINT: 'dynamodb',
  ECS_ENDPOINT: 'ecs',
  GLUE_ENDPOINT: 'glue',
  SAGE_MAKER_ENDPOINT: 'sagemaker',
  SQS_ENDPOINT: 'sqs',
  SNS_ENDPOINT: 'sns',
  STEP_FUNCTIONS_ENDPOINT: 'sfn',
  ATHENA_ENDPOINT: 'athena',
  EVENTBRIDGE_ENDPOINT: 'eventbridge',
  S3_ENDPOINT: 's3',
};

/** `SECRETS_MANAGER` and `secrets-manager` are `secretsmanager`. */
export function serviceKey(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase();
}

/** Without a slash at its end. */
function readUrl(variable: string, url: string): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new SettingError(`${variable} must be a URL such as http://127.0.0.1:4566, not '${url}'.`);
  }
  return url.replace(/\/+$/, '');
}
