import type { ServiceAnswer } from '../sdk/service-answer.ts';
import type { ServiceClients } from '../sdk/service-clients.ts';
import type { Invocation, InvocationResult } from './lambda-invocation.ts';
import { failed, notPossible } from './outcome.ts';
import { optimizedRefusal } from './service-style.ts';

/** Invokes a function over the Lambda API: of an emulator, of `stateyard lambda`, or of AWS. */
export async function invokeAtEndpoint(
  invocation: Invocation,
  clients: ServiceClients,
  signal: AbortSignal,
): Promise<InvocationResult> {
  const operation = clients.find('lambda', 'invoke');
  if (typeof operation === 'string') return notPossible(operation);
  return resultOf(await operation.call(invokeInput(invocation), signal));
}

function invokeInput(invocation: Invocation): object {
  const { functionName, qualifier, payload, invocationType, logType, clientContext } = invocation;
  return {
    FunctionName: functionName,
    Qualifier: qualifier,
    Payload: payload === undefined ? undefined : Buffer.from(payload, 'utf8'),
    InvocationType: invocationType,
    LogType: logType,
    ClientContext: clientContext,
  };
}

/** The output of InvokeCommand; an empty body is null. */
interface InvokeOutput {
  readonly Payload?: Uint8Array | null;
  readonly FunctionError?: string;
  readonly ExecutedVersion?: string;
  readonly LogResult?: string;
}

function resultOf(answer: ServiceAnswer): InvocationResult {
  switch (answer.type) {
    case 'refused':
      return optimizedRefusal(answer, 'Lambda', 'AWSLambda');
    case 'unreachable':
      return failed('Lambda.SdkClientException', answer.message);
    case 'answered':
      return answered(answer.output, answer);
    default:
      return answer satisfies never;
  }
}

function answered(
  output: InvokeOutput,
  { head }: Extract<ServiceAnswer, { type: 'answered' }>,
): InvocationResult {
  const { Payload, FunctionError, ExecutedVersion, LogResult } = output;
  return {
    type: 'answered',
    head: () => head,
    payload: Buffer.from(Payload ?? []).toString('utf8'),
    functionFailed: FunctionError !== undefined,
    ...(ExecutedVersion !== undefined && { executedVersion: ExecutedVersion }),
    ...(LogResult !== undefined && { logResult: LogResult }),
  };
}
