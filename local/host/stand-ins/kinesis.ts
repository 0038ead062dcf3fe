import type { HttpRequest, HttpResponse } from '../http-message.ts';
import { listen } from '../http-server.ts';
import { KinesisError, kinesisOperations } from './kinesis-operations.ts';
import { KinesisStreams, type StreamsOptions } from './kinesis-streams.ts';

/** Kinesis Data Streams on this machine. What it holds is gone when it is closed. */
export interface Kinesis {
  readonly url: string;
  readonly close: () => Promise<void>;
}

export interface KinesisOptions extends Partial<StreamsOptions> {
  /** One that the system chooses, unless given. */
  readonly port?: number;
}

/** Serves streams on a port of 127.0.0.1, to any SDK that speaks JSON: those for Java want AWS_CBOR_DISABLE=1. */
export async function startKinesis(options: KinesisOptions = {}): Promise<Kinesis> {
  const { port = 0, region = 'us-east-1', now = Date.now } = options;
  const streams = new KinesisStreams({ ...options, region, now });
  const handle = (request: HttpRequest) => answerOf(streams, request);
  return listen({ port, host: '127.0.0.1', handle, requestBytesMax });
}

/** PutRecords takes 5 MiB (API_PutRecords.html), a third more as Base64. */
const requestBytesMax = 8 * 1_048_576;

/** AWS JSON 1.1 (smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html). */
function answerOf(streams: KinesisStreams, { headers, body }: HttpRequest): HttpResponse {
  const target = String(headers['x-amz-target'] ?? '');
  const operation = kinesisOperations.get(target.slice(target.lastIndexOf('.') + 1));
  if (operation === undefined)
    return refusal('UnknownOperationException', `Kinesis here knows no '${target}'.`);
  try {
    return { status: 200, headers: json, body: operation(streams, jsonOf(body)) };
  } catch (error) {
    if (error instanceof KinesisError) return refusal(error.type, error.message);
    throw error;
  }
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new KinesisError('SerializationException', 'The request is not JSON.');
  }
}

const json = { 'content-type': 'application/x-amz-json-1.1' } as const;

function refusal(type: string, message: string): HttpResponse {
  return { status: 400, headers: json, body: JSON.stringify({ __type: type, message }) };
}
