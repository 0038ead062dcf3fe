import { parseJson } from '../../asl/parse-json.ts';
import { ApiError } from '../engine/api-error.ts';
import type { Engine } from '../engine/engine.ts';
import type { IdSource } from '../engine/ports.ts';
import { operations } from './operations.ts';
import type { Output } from './operation.ts';

export type Handler = (request: ApiRequest) => Promise<ApiResponse>;

/** What the API looks at in a request. */
export interface ApiRequest {
  readonly method: string;
  /** By their names in small letters. */
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
  readonly body: string;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
}

/**
 * The Step Functions API as a function of a request: AWS JSON 1.0, every operation a POST to `/` that is named
 * by the header `X-Amz-Target`. Signatures are not checked, and any host is welcome, `sync-localhost` too.
 * `requestIds` identify the requests, which SDKs show in what they throw.
 * Source: smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 */
export function createHandler(engine: Engine, requestIds: IdSource = engine.ids): Handler {
  return async (request) => {
    const requestId = requestIds.uuid();
    try {
      return answer(200, requestId, await invoke(engine, request));
    } catch (error) {
      return refuse(error, requestId);
    }
  };
}

/** A definition of 1 MiB, every character of it escaped, fits; anything longer has another purpose. */
export const requestBytesMax = 8 * 1_048_576;

function invoke(engine: Engine, { method, headers, body, signal }: ApiRequest): Output | Promise<Output> {
  const target = String(headers['x-amz-target'] ?? '');
  const operation = operations.get(target.slice(target.lastIndexOf('.') + 1));
  if (operation === undefined) throw unknownOperation(`'${target}'`);
  if (method !== 'POST') throw unknownOperation(`${method} '${target}', which is a POST`);
  const type = String(headers['content-type'] ?? '');
  if (!readableType.test(type)) throw unknownOperation(`'${target}' of the type '${type}'`);
  return operation.invoke(engine, parseBody(body), signal);
}

function unknownOperation(what: string): ApiError {
  return new ApiError('UnknownOperationException', `Unknown operation: ${what}`);
}

/**
 * Differs from AWS, which takes the first of these alone: whoever names a type because their tool does (curl sends
 * forms, fetch texts) means JSON.
 */
const readableType = /^(application\/(x-amz-json-1\.[01]|json|x-www-form-urlencoded)|text\/plain)?\s*(;|$)/i;

function parseBody(text: string): unknown {
  if (text === '') return {};
  try {
    return parseJson(text);
  } catch {
    throw new ApiError('SerializationException', 'The request body is not valid JSON.');
  }
}

/** The one place where errors become responses. What is no ApiError is a defect, and says so. */
function refuse(error: unknown, requestId: string): ApiResponse {
  if (error instanceof ApiError) {
    return answer(400, requestId, { __type: error.type, message: error.message, ...error.details });
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return answer(500, requestId, { __type: 'InternalFailure', message: `A defect of Stateyard: ${message}` });
}

function answer(status: number, requestId: string, output: Output): ApiResponse {
  const headers = { 'x-amzn-RequestId': requestId, 'content-type': 'application/x-amz-json-1.0' };
  return { status, headers, body: JSON.stringify(output) };
}
