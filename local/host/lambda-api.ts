import { partitionOf, type Place } from '../engine/arn.ts';
import type { Clock, IdSource } from '../engine/ports.ts';
import type { BoundFunctions } from './bound-functions.ts';
import { parseFunctionName } from './function-name.ts';
import type { HttpRequest, HttpResponse, HttpService } from './http-message.ts';
import { invokeBound } from './integrations/bound-invocation.ts';
import {
  type Invocation,
  type InvocationResult,
  parsed,
  qualifiedName,
} from './integrations/lambda-invocation.ts';
import { randomIds } from './random-ids.ts';
import { systemClock } from './system-clock.ts';

export interface LambdaApiOptions {
  readonly functions: BoundFunctions;
  readonly place: Place;
  readonly clock?: Clock;
  readonly ids?: IdSource;
}

/** What a function may be given at once (docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html). */
export const invocationBytesMax = 6 * 1_048_576;

/**
 * The functions of this process as the Lambda service: its Invoke operation, which is all that an engine asks of it.
 * Source: docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function createLambdaApi(options: LambdaApiOptions): HttpService {
  const { functions, place, clock = systemClock, ids = randomIds } = options;
  return async (request) => {
    const { pathname, searchParams } = new URL(request.path, 'http://lambda');
    const functionName = request.method === 'POST' ? functionNameIn(pathname) : undefined;
    if (functionName === undefined) return unknownPath(request.method, pathname);
    const invocation = readInvocation(request, functionName, searchParams.get('Qualifier') ?? undefined);
    const handler = functions.find(qualifiedName(invocation));
    if (handler === undefined) return functionNotFound(invocation, place);
    if (parsed(invocation.payload ?? '{}') === undefined) return unreadablePayload();
    return responseOf(await invokeBound(handler, invocation, { place, clock, ids }));
  };
}

const invocationsPath = /^\/2015-03-31\/functions\/([^/]+)\/invocations\/?$/;

/** Nothing where the path is another, or its escapes are none. */
function functionNameIn(pathname: string): string | undefined {
  const [, encoded] = invocationsPath.exec(pathname) ?? [];
  try {
    return encoded === undefined ? undefined : decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

function readInvocation(
  { headers, body: payload }: HttpRequest,
  functionName: string,
  qualifier: string | undefined,
): Invocation {
  const invocationType = headers['x-amz-invocation-type'];
  const logType = headers['x-amz-log-type'];
  const clientContext = headers['x-amz-client-context'];
  return {
    functionName,
    ...(qualifier !== undefined && { qualifier }),
    ...(payload !== '' && { payload }),
    ...(invocationType !== undefined && { invocationType: String(invocationType) }),
    ...(logType !== undefined && { logType: String(logType) }),
    ...(clientContext !== undefined && { clientContext: String(clientContext) }),
  };
}

function responseOf(result: InvocationResult): HttpResponse {
  if (result.type === 'failed') return refusal(500, 'ServiceException', result.cause);
  const { payload, functionFailed, logResult } = result;
  const { status, headers } = result.head();
  return {
    status,
    headers: {
      ...Object.fromEntries(headers.filter(([name]) => !setByTheServer.has(name))),
      ...(functionFailed && { 'X-Amz-Function-Error': 'Unhandled' }),
      ...(logResult !== undefined && { 'X-Amz-Log-Result': logResult }),
    },
    body: status === 204 ? '' : payload,
  };
}

const setByTheServer: ReadonlySet<string> = new Set(['Connection', 'Content-Length', 'Date']);

function functionNotFound({ functionName, qualifier = '$LATEST' }: Invocation, place: Place): HttpResponse {
  const { region, accountId } = place;
  const { name } = parseFunctionName(functionName);
  const arn = `arn:${partitionOf(region)}:lambda:${region}:${accountId}:function:${name}:${qualifier}`;
  return refusal(404, 'ResourceNotFoundException', `Function not found: ${arn}`);
}

function unreadablePayload(): HttpResponse {
  const message = 'Could not parse request body into json: Could not parse payload into json';
  return refusal(400, 'InvalidRequestContentException', message);
}

function unknownPath(method: string, path: string): HttpResponse {
  return refusal(
    404,
    'ResourceNotFoundException',
    `Only functions can be invoked here, not ${method} ${path}`,
  );
}

function refusal(status: number, errorType: string, message: string): HttpResponse {
  const headers = { 'Content-Type': 'application/json', 'x-amzn-ErrorType': errorType };
  return { status, headers, body: JSON.stringify({ Type: 'User', Message: message }) };
}
