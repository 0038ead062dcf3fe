import { env } from 'node:process';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { GlueClient } from '@aws-sdk/client-glue';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

type RequestHandler = NonNullable<S3ClientConfig['requestHandler']>;

/** Ways to endpoints other than the network, which a host that serves them itself has told. */
const requestHandlers = new Map<string, RequestHandler>();

/** Requests to the endpoint go this way from now on; without a handler, over the network again. */
export function reachEndpoint(endpoint: string, handler: RequestHandler | undefined): void {
  if (handler === undefined) requestHandlers.delete(endpoint);
  else requestHandlers.set(endpoint, handler);
}

/**
 * One client a service and endpoint, made when a task first needs it and kept for the next invocation. The SDK
 * itself reads region, credentials and AWS_ENDPOINT_URL_* from the environment.
 */
export const s3 = perEndpoint(
  'S3',
  (connection, endpoint) =>
    new S3Client({
      ...connection,
      /** A stand-in has no DNS name for each bucket. */
      forcePathStyle: endpoint !== undefined,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    }),
);

export const documents = perEndpoint('DYNAMODB', (connection) =>
  DynamoDBDocumentClient.from(new DynamoDBClient(connection), {
    marshallOptions: { removeUndefinedValues: true },
  }),
);

export const eventBridge = perEndpoint('EVENTBRIDGE', (connection) => new EventBridgeClient(connection));

export const glue = perEndpoint('GLUE', (connection) => new GlueClient(connection));

export const secretsManager = perEndpoint(
  'SECRETS_MANAGER',
  (connection) => new SecretsManagerClient(connection),
);

export const sns = perEndpoint('SNS', (connection) => new SNSClient(connection));

export const sqs = perEndpoint(
  'SQS',
  (connection, endpoint) =>
    new SQSClient({
      ...connection,
      /** Where something stands for SQS, the host in a queue's URL may be made up. */
      useQueueUrlAsEndpoint: endpoint === undefined,
    }),
);

interface Connection {
  readonly requestHandler?: RequestHandler;
}

/** By endpoint, so that one process may meet several: each test, each stand-in that was started again. */
function perEndpoint<Client>(
  service: string,
  make: (connection: Connection, endpoint: string | undefined) => Client,
): () => Client {
  const clients = new Map<string | undefined, Client>();
  return () => {
    const endpoint = env[`AWS_ENDPOINT_URL_${service}`] ?? env['AWS_ENDPOINT_URL'];
    const requestHandler = endpoint === undefined ? undefined : requestHandlers.get(endpoint);
    const client = clients.get(endpoint) ?? make(requestHandler ? { requestHandler } : {}, endpoint);
    clients.set(endpoint, client);
    return client;
  };
}
