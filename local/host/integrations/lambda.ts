import { isJsonObject, type Json } from '../../../asl/json.ts';
import { ErrorName } from '../../../asl/state-error.ts';
import { payloadBytesMax } from '../../engine/limits.ts';
import { tooLargeCause } from '../../engine/transition.ts';
import { responseMetadata } from '../response-metadata.ts';
import { functionFailure, type Invocation, type InvocationResult, parsed } from './lambda-invocation.ts';
import { failed, notPossible, type Outcome, succeeded } from './outcome.ts';

/** The two ways in which a Task state calls a function, apart from who runs it. */

/** `Resource` is the function's ARN: the input is the event, and the result is what the function returns. */
export function functionInvocation(functionArn: string, input: Json): Invocation {
  return { functionName: functionArn, payload: JSON.stringify(input) };
}

export function functionOutcome(functionArn: string, result: InvocationResult): Outcome {
  if (result.type === 'failed') return result;
  if (result.functionFailed) return functionFailure(result.payload);
  if (isTooLarge(result.payload)) return tooLarge(functionArn);
  const value = parsed(result.payload);
  return value === undefined ? notJson(functionArn) : succeeded(value);
}

/**
 * `Resource` is `arn:aws:states:::lambda:invoke`: the parameters are those of the Invoke operation.
 * Source: docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html
 */
export function invokeInvocation(parameters: Json): Invocation | undefined {
  if (!isJsonObject(parameters)) return undefined;
  const { FunctionName, Qualifier, Payload, InvocationType, LogType, ClientContext } = parameters;
  if (typeof FunctionName !== 'string') return undefined;
  const payload = payloadText(Payload);
  return {
    functionName: FunctionName,
    ...(payload !== undefined && { payload }),
    ...(typeof Qualifier === 'string' && { qualifier: Qualifier }),
    ...(typeof InvocationType === 'string' && { invocationType: InvocationType }),
    ...(typeof LogType === 'string' && { logType: LogType }),
    ...(typeof ClientContext === 'string' && { clientContext: ClientContext }),
  };
}

export function invokeOutcome(functionName: string, result: InvocationResult): Outcome {
  if (result.type === 'failed') return result;
  if (result.functionFailed) return functionFailure(result.payload);
  if (isTooLarge(result.payload)) return tooLarge('arn:aws:states:::lambda:invoke');
  const head = result.head();
  const payload = result.payload === '' ? {} : parsed(result.payload);
  if (payload === undefined) return notJson(functionName);
  return succeeded({
    ...(result.executedVersion !== undefined && { ExecutedVersion: result.executedVersion }),
    ...(result.logResult !== undefined && { LogResult: result.logResult }),
    Payload: payload,
    ...responseMetadata(head),
    StatusCode: head.status,
  });
}

/** A string is JSON text already; null is as good as absent. */
function payloadText(payload: Json | undefined): string | undefined {
  if (payload === undefined || payload === null) return undefined;
  return typeof payload === 'string' ? payload : JSON.stringify(payload);
}

/** Judged before the text is read: a function of any runtime may answer with megabytes that are not even JSON. */
function isTooLarge(payload: string): boolean {
  return Buffer.byteLength(payload) > payloadBytesMax;
}

function tooLarge(resource: string): Outcome {
  return failed(ErrorName.DataLimitExceeded, tooLargeCause(resource));
}

function notJson(functionName: string): Outcome {
  return notPossible(`The function '${functionName}' returned a payload that is not JSON.`);
}
