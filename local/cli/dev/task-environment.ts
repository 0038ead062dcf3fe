import { env } from 'node:process';
import { endpointOf, type Endpoints } from '../../host/endpoints.ts';

/** The services that task functions call themselves. */
const services = ['s3', 'dynamodb', 'eventbridge', 'sns', 'sqs', 'glue'];

/**
 * Gives the task functions, which run in this process, the environment variables that Lambda would give them, and says
 * where services are. What the user has set stays.
 */
export function setTaskEnvironment(endpoints: Endpoints, { region }: { readonly region: string }): void {
  for (const service of services) {
    const endpoint = endpointOf(endpoints, service);
    if (endpoint !== undefined) env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] = endpoint;
  }
  env['AWS_REGION'] ??= region;
  if (env['AWS_ACCESS_KEY_ID'] !== undefined || env['AWS_PROFILE'] !== undefined) return;
  env['AWS_ACCESS_KEY_ID'] = 'local';
  env['AWS_SECRET_ACCESS_KEY'] = 'local';
}
