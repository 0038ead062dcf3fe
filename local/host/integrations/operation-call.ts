import type { JsonObject } from '../../../asl/json.ts';
import { ErrorName } from '../../../asl/state-error.ts';
import { tooLargeCause } from '../../engine/transition.ts';
import type { ResponseHead } from '../response-metadata.ts';
import { ResultTooLarge, taskResult } from '../sdk/result.ts';
import type { ServiceOperation } from '../sdk/service-clients.ts';
import { type Failure, failed } from './outcome.ts';
import type { ServiceStyle } from './service-style.ts';

/** An operation that is ready to be called, in the style of an integration. */
export interface OperationCall {
  readonly operation: ServiceOperation;
  readonly style: ServiceStyle;
  readonly input: object;
  /** The task's `Resource`, for what is said about a result. */
  readonly resource: string;
}

export type Reply = Answer | Failure;

export interface Answer {
  readonly type: 'answered';
  readonly output: JsonObject;
  readonly head: ResponseHead;
}

export async function callOperation(call: OperationCall, signal: AbortSignal): Promise<Reply> {
  const { operation, style, input } = call;
  const answer = await operation.call(input, signal);
  switch (answer.type) {
    case 'refused':
      return style.refusal(answer);
    case 'unreachable':
      return failed(`${style.errorPrefix}.SdkClientException`, answer.message);
    case 'answered':
      try {
        const output = await taskResult(answer.output, operation.shapes.output, style);
        return { type: 'answered', output, head: answer.head };
      } catch (problem) {
        return brokenResult(problem, call);
      }
    default:
      return answer satisfies never;
  }
}

/** The body has come to an end too late or too early. */
function brokenResult(problem: unknown, { style, resource }: OperationCall): Failure {
  if (problem instanceof ResultTooLarge) {
    return failed(ErrorName.DataLimitExceeded, tooLargeCause(resource));
  }
  const message = problem instanceof Error ? problem.message : String(problem);
  return failed(`${style.errorPrefix}.SdkClientException`, `Unable to execute HTTP request: ${message}`);
}
