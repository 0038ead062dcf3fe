import { env } from 'node:process';
import { endpointOf, type Endpoints } from '../../host/endpoints.ts';

/** Where `stateyard dev` keeps photos and what is made of them. */
export const photosBucket = 'stateyard-photos';
const thumbnailsBucket = 'stateyard-thumbnails';
const photosTable = 'stateyard-photos';

/**
 * Gives the task functions, which run in this process, the environment variables that a stack would give them: where
 * services are, and the names of buckets and tables. Names that the user has set stay.
 */
export function setTaskEnvironment(endpoints: Endpoints, { region }: { readonly region: string }): void {
  setService('S3', endpointOf(endpoints, 's3'));
  setService('DYNAMODB', endpointOf(endpoints, 'dynamodb'));
  setService('EVENTBRIDGE', endpointOf(endpoints, 'eventbridge'));
  env['AWS_REGION'] ??= region;
  env['THUMBNAILS_BUCKET'] ??= thumbnailsBucket;
  env['PHOTOS_TABLE'] ??= photosTable;
  if (env['AWS_ACCESS_KEY_ID'] !== undefined || env['AWS_PROFILE'] !== undefined) return;
  env['AWS_ACCESS_KEY_ID'] = 'local';
  env['AWS_SECRET_ACCESS_KEY'] = 'local';
}

function setService(service: string, endpoint: string | undefined): void {
  if (endpoint !== undefined) env[`AWS_ENDPOINT_URL_${service}`] = endpoint;
}
