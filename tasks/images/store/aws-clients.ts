import { env } from 'node:process';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/**
 * One client a service and endpoint, made when a task first needs it and kept for the next invocation. The SDK
 * itself reads region, credentials and AWS_ENDPOINT_URL_* from the environment.
 */
export const s3 = perEndpoint(
  'S3',
  (endpoint) =>
    new S3Client({
      /** A stand-in has no DNS name for each bucket. */
      forcePathStyle: endpoint !== undefined,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    }),
);

export const documents = perEndpoint('DYNAMODB', () =>
  DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } }),
);

export const eventBridge = perEndpoint('EVENTBRIDGE', () => new EventBridgeClient({}));

/** By endpoint, so that one process may meet several: each test, each stand-in that was started again. */
function perEndpoint<Client>(service: string, make: (endpoint: string | undefined) => Client): () => Client {
  const clients = new Map<string | undefined, Client>();
  return () => {
    const endpoint = env[`AWS_ENDPOINT_URL_${service}`] ?? env['AWS_ENDPOINT_URL'];
    const client = clients.get(endpoint) ?? make(endpoint);
    clients.set(endpoint, client);
    return client;
  };
}
