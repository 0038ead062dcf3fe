import { partitionOf, type Place } from '../engine/arn.ts';
import type { Clock, IdSource } from '../engine/ports.ts';
import type { BoundFunctions } from './bound-functions.ts';
import { parseFunctionName } from './function-name.ts';
import { invokeBound } from './integrations/bound-invocation.ts';
import {
  type Invocation,
  type InvocationResult,
  parsed,
  qualifiedName,
} from './integrations/lambda-invocation.ts';
import { randomIds } from './random-ids.ts';
import type { FetchHandler } from './sdk/in-process-handler.ts';
import { systemClock } from './system-clock.ts';

export interface LambdaApiOptions {
  readonly functions: BoundFunctions;
  readonly place: Place;
  readonly clock?: Clock;
  readonly ids?: IdSource;
}

/**
 * The functions of this process as the Lambda service: its Invoke operation, which is all that an engine asks of it.
 * Source: docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function createLambdaApi(options: LambdaApiOptions): FetchHandler {
  const { functions, place, clock = systemClock, ids = randomIds } = options;
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const [, encodedName] = invocationsPath.exec(pathname) ?? [];
    if (request.method !== 'POST' || encodedName === undefined) return unknownPath(request.method, pathname);
    const functionName = decodeURIComponent(encodedName);
    const invocation = await readInvocation(
      request,
      functionName,
      searchParams.get('Qualifier') ?? undefined,
    );
    const handler = functions.find(qualifiedName(invocation));
    if (handler === undefined) return functionNotFound(invocation, place);
    if (parsed(invocation.payload ?? '{}') === undefined) return unreadablePayload();
    return responseOf(await invokeBound(handler, invocation, { place, clock, ids }));
  };
}

const invocationsPath = /^\/2015-03-31\/functions\/([^/]+)\/invocations\/?$/;

async function readInvocation(
  request: Request,
  functionName: string,
  qualifier: string | undefined,
): Promise<Invocation> {
  const payload = await request.text();
  const invocationType = request.headers.get('x-amz-invocation-type');
  const logType = request.headers.get('x-amz-log-type');
  const clientContext = request.headers.get('x-amz-client-context');
  return {
    functionName,
    ...(qualifier !== undefined && { qualifier }),
    ...(payload !== '' && { payload }),
    ...(invocationType !== null && { invocationType }),
    ...(logType !== null && { logType }),
    ...(clientContext !== null && { clientContext }),
  };
}

function responseOf(result: InvocationResult): Response {
  if (result.type === 'failed') return refusal(500, 'ServiceException', result.cause);
  const { payload, functionFailed, logResult } = result;
  const head = result.head();
  const headers = new Headers(head.headers.map(([name, value]): [string, string] => [name, value]));
  for (const name of setByTheServer) headers.delete(name);
  if (functionFailed) headers.set('X-Amz-Function-Error', 'Unhandled');
  if (logResult !== undefined) headers.set('X-Amz-Log-Result', logResult);
  return new Response(head.status === 204 ? null : payload, { status: head.status, headers });
}

const setByTheServer = ['Connection', 'Content-Length', 'Date'];

function functionNotFound({ functionName, qualifier = '$LATEST' }: Invocation, place: Place): Response {
  const { region, accountId } = place;
  const { name } = parseFunctionName(functionName);
  const arn = `arn:${partitionOf(region)}:lambda:${region}:${accountId}:function:${name}:${qualifier}`;
  return refusal(404, 'ResourceNotFoundException', `Function not found: ${arn}`);
}

function unreadablePayload(): Response {
  const message = 'Could not parse request body into json: Could not parse payload into json';
  return refusal(400, 'InvalidRequestContentException', message);
}

function unknownPath(method: string, path: string): Response {
  return refusal(
    404,
    'ResourceNotFoundException',
    `Only functions can be invoked here, not ${method} ${path}`,
  );
}

function refusal(status: number, errorType: string, message: string): Response {
  const headers = { 'Content-Type': 'application/json', 'x-amzn-ErrorType': errorType };
  return new Response(JSON.stringify({ Type: 'User', Message: message }), { status, headers });
}
