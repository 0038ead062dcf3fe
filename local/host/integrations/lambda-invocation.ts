import { isJsonObject, type Json } from '../../../asl/json.ts';
import { parseJson } from '../../../asl/parse-json.ts';
import { type Failure, failed } from './outcome.ts';
import type { ResponseHead } from '../response-metadata.ts';

/** A request of Lambda's Invoke operation (docs.aws.amazon.com/lambda/latest/api/API_Invoke.html). */
export interface Invocation {
  /** A name or an ARN, in any of Lambda's forms. */
  readonly functionName: string;
  readonly qualifier?: string;
  /** JSON text. The function is given an empty object where it is absent. */
  readonly payload?: string;
  readonly invocationType?: string;
  readonly logType?: string;
  /** Base64 of JSON text. */
  readonly clientContext?: string;
}

/** The name by which a function is looked up: `Charge`, or `Charge:live` where a version or alias is asked for. */
export function qualifiedName({ functionName, qualifier }: Invocation): string {
  return qualifier === undefined ? functionName : `${functionName}:${qualifier}`;
}

/** Lambda's answer, or the refusal of the request. */
export type InvocationResult =
  | {
      readonly type: 'answered';
      /** Made when somebody asks: a function that is called by its ARN shows nothing of it. */
      readonly head: () => ResponseHead;
      /** JSON text; empty when nobody waits for the function. */
      readonly payload: string;
      /** The function itself has failed, and the payload says how. */
      readonly functionFailed: boolean;
      readonly executedVersion?: string;
      readonly logResult?: string;
    }
  | Failure;

/**
 * A function's failure: the error name is its errorType, the cause its whole payload.
 * Source: docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export function functionFailure(payload: string): Failure {
  const error = errorTypeIn(payload);
  if (error !== undefined) return failed(error, payload);
  const why = 'The cause could not be determined because Lambda did not return an error type.';
  return failed('Lambda.Unknown', `${why} Returned payload: ${payload}`);
}

function errorTypeIn(payload: string): string | undefined {
  const value = parsed(payload);
  const errorType = isJsonObject(value) ? value['errorType'] : undefined;
  return typeof errorType === 'string' && errorType !== '' ? errorType : undefined;
}

/** The value of a JSON text; undefined where it is none, or nests too deep. */
export function parsed(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
