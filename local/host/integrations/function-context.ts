import type { Json } from '../../../asl/json.ts';
import { partitionOf, type Place } from '../../engine/arn.ts';
import type { Clock } from '../../engine/ports.ts';
import type { FunctionContext } from '../bound-functions.ts';
import { parseFunctionName } from '../function-name.ts';
import { type Invocation, parsed } from './lambda-invocation.ts';

export interface InvokedFunction {
  readonly invocation: Invocation;
  readonly requestId: string;
  readonly ports: { readonly place: Place; readonly clock: Clock };
}

/**
 * The context object that Lambda would hand to a function. What few functions look at is made when they do.
 * Source: docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
 */
export function functionContext({ invocation, requestId, ports }: InvokedFunction): FunctionContext {
  const { clientContext } = invocation;
  const { name } = parseFunctionName(invocation.functionName);
  const startedAt = ports.clock.now();
  return {
    functionName: name,
    functionVersion: versionOf(invocation),
    get invokedFunctionArn() {
      return functionArn(invocation, ports.place);
    },
    awsRequestId: requestId,
    memoryLimitInMB: '128',
    logGroupName: `/aws/lambda/${name}`,
    get logStreamName() {
      const day = new Date(startedAt).toISOString().slice(0, 10).replaceAll('-', '/');
      return `${day}/[${versionOf(invocation)}]${requestId.replaceAll('-', '')}`;
    },
    getRemainingTimeInMillis: () => Math.max(0, startedAt + functionMsMax - ports.clock.now()),
    ...(clientContext !== undefined && { clientContext: decoded(clientContext) }),
  };
}

/** 15 minutes (docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html). */
const functionMsMax = 900_000;

/** There is one version of a function in a process, but a request for a number is answered with that number. */
export function versionOf({ functionName, qualifier }: Invocation): string {
  const chosen = qualifier ?? parseFunctionName(functionName).qualifier;
  return chosen !== undefined && /^\d+$/.test(chosen) ? chosen : '$LATEST';
}

function functionArn({ functionName, qualifier }: Invocation, { region, accountId }: Place): string {
  const parts = parseFunctionName(functionName);
  const chosen = parts.qualifier ?? qualifier;
  const base = functionName.startsWith('arn:')
    ? functionName
    : `arn:${partitionOf(region)}:lambda:${region}:${accountId}:function:${parts.name}`;
  return chosen === undefined || base.endsWith(`:${chosen}`) ? base : `${base}:${chosen}`;
}

function decoded(base64: string): Json {
  return parsed(Buffer.from(base64, 'base64').toString('utf8')) ?? null;
}
