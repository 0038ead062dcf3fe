import type { Json } from '../../../asl/json.ts';
import type { Place } from '../../engine/arn.ts';
import type { Clock, IdSource } from '../../engine/ports.ts';
import type { BoundFunction } from '../bound-functions.ts';
import { functionContext, versionOf } from './function-context.ts';
import { type Invocation, type InvocationResult, parsed } from './lambda-invocation.ts';
import { failed } from './outcome.ts';

export interface BoundInvocationPorts {
  readonly place: Place;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/**
 * Invokes a function of this process as Lambda's Node.js runtime would: it is given its own copy of the event, and
 * only the JSON text of what it returns or throws leaves it. Answers at once unless the function returns a promise.
 * Source: docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export function invokeBound(
  handler: BoundFunction,
  invocation: Invocation,
  ports: BoundInvocationPorts,
): InvocationResult | Promise<InvocationResult> {
  const event = parsed(invocation.payload ?? '{}');
  const call: Call = { invocation, ports, requestId: ports.ids.uuid() };
  if (event === undefined) return unreadablePayload(call);
  switch (invocation.invocationType) {
    case 'DryRun':
      return answer(call, { status: 204, payload: '' });
    case 'Event':
      ports.clock.yieldTurn(() => void run(handler, event, call));
      return answer(call, { status: 202, payload: '' });
    default:
      return run(handler, event, call);
  }
}

interface Call {
  readonly invocation: Invocation;
  readonly ports: BoundInvocationPorts;
  readonly requestId: string;
}

function run(handler: BoundFunction, event: Json, call: Call): InvocationResult | Promise<InvocationResult> {
  try {
    const returned = handler(event, functionContext(call));
    if (!isThenable(returned)) return returnedAnswer(call, returned);
    return Promise.resolve(returned).then(
      (value) => returnedAnswer(call, value),
      (thrown: unknown) => thrownAnswer(call, thrown),
    );
  } catch (thrown) {
    return thrownAnswer(call, thrown);
  }
}

/** A promise, of whatever library. */
function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

function returnedAnswer(call: Call, value: unknown): InvocationResult {
  try {
    return answer(call, { status: 200, payload: JSON.stringify(value ?? null) ?? 'null' });
  } catch (unserializable) {
    return thrownAnswer(call, unserializable);
  }
}

/** As the runtime interface client for Node.js writes it: the stack line by line, and a name for whatever was thrown. */
function thrownAnswer(call: Call, thrown: unknown): InvocationResult {
  const description =
    thrown instanceof Error
      ? { errorType: thrown.name, errorMessage: thrown.message, trace: (thrown.stack ?? '').split('\n') }
      : { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  return answer(call, { status: 200, payload: JSON.stringify(description), functionFailed: true });
}

interface Answer {
  readonly status: number;
  readonly payload: string;
  readonly functionFailed?: boolean;
}

function answer(call: Call, { status, payload, functionFailed = false }: Answer): InvocationResult {
  const { invocation, ports, requestId } = call;
  const executedVersion = versionOf(invocation);
  const logResult = invocation.logType === 'Tail' ? { logResult: logTail(requestId, executedVersion) } : {};
  return {
    type: 'answered',
    payload,
    functionFailed,
    executedVersion,
    ...logResult,
    head: () => ({
      status,
      headers: [
        ['X-Amz-Executed-Version', executedVersion],
        ['x-amzn-Remapped-Content-Length', '0'],
        ['Connection', 'keep-alive'],
        ['x-amzn-RequestId', requestId],
        ['Content-Length', String(Buffer.byteLength(payload))],
        ['Date', new Date(ports.clock.now()).toUTCString()],
        ['X-Amzn-Trace-Id', `root=${traceId(requestId)};sampled=0`],
        ['Content-Type', 'application/json'],
      ],
    }),
  };
}

function unreadablePayload(call: Call): InvocationResult {
  const cause = 'Could not parse request body into json: Could not parse payload into json';
  const details = `Service: AWSLambda; Status Code: 400; Error Code: InvalidRequestContentException; Request ID: ${call.requestId}; Proxy: null`;
  return failed('Lambda.InvalidRequestContentException', `${cause} (${details})`);
}

/** What the function prints goes to this process; the tail has the lines that Lambda itself writes. */
function logTail(requestId: string, version: string): string {
  const lines = [`START RequestId: ${requestId} Version: ${version}`, `END RequestId: ${requestId}`, ''];
  return Buffer.from(lines.join('\n')).toString('base64');
}

function traceId(requestId: string): string {
  const digits = requestId.replaceAll('-', '');
  return `1-${digits.slice(0, 8)}-${digits.slice(8).padEnd(24, '0')}`;
}
