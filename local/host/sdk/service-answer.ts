import type { ResponseHead } from '../response-metadata.ts';
import type { Client, ClientPackage, Command } from './client-package.ts';
import type { SdkResponse } from './http-handler.ts';

export type ServiceAnswer =
  | { readonly type: 'answered'; readonly output: object; readonly head: ResponseHead }
  | ServiceRefusal
  /** Nobody has answered, or not over HTTP. */
  | { readonly type: 'unreachable'; readonly message: string };

/** The service's error response. */
export interface ServiceRefusal {
  readonly type: 'refused';
  /** As the service's model names it. */
  readonly name: string;
  /** As the response named it, which older protocols do otherwise than the model. */
  readonly code: string;
  readonly message: string;
  /** Whether the service's model has this error. */
  readonly modelled: boolean;
  readonly status: number;
  readonly requestId: string;
  /** Of S3 alone. */
  readonly extendedRequestId: string | undefined;
}

export interface Sending {
  readonly found: ClientPackage;
  readonly signal: AbortSignal;
}

/** Sends a command, and makes data of whatever comes of it. */
export async function send(
  client: Client,
  command: Command,
  { found, signal }: Sending,
): Promise<ServiceAnswer> {
  let response: SdkResponse | undefined;
  command.middlewareStack.add(
    (next) => async (input) => {
      const result = await next(input);
      response = result.response as SdkResponse;
      return result;
    },
    { step: 'deserialize', name: 'stateyardResponseHead' },
  );
  try {
    const output = await client.send(command, { abortSignal: signal });
    return { type: 'answered', output, head: headOf(response) };
  } catch (error) {
    return problemOf(error as SdkError, found.BaseError);
  }
}

function headOf(response: SdkResponse | undefined): ResponseHead {
  return { status: response?.statusCode ?? 0, headers: response?.rawHeaders ?? [] };
}

/** What is thrown: the service's exceptions, errors of the connection, and those of reading a response. */
interface SdkError extends Error {
  readonly code?: string;
  readonly hostname?: string;
  readonly Code?: string;
  readonly HostId?: string;
  readonly $fault?: string;
  readonly $response?: { readonly statusCode?: number };
  readonly $metadata?: {
    readonly httpStatusCode?: number;
    readonly requestId?: string;
    readonly extendedRequestId?: string;
  };
}

function problemOf(error: SdkError, BaseError: unknown): ServiceAnswer {
  const status = error.$metadata?.httpStatusCode ?? error.$response?.statusCode;
  if (status === undefined) return { type: 'unreachable', message: unreachableMessage(error) };
  const understood = error.$fault !== undefined;
  return {
    type: 'refused',
    name: error.name,
    code: error.Code ?? error.name,
    message: understood ? error.message : `The response with status ${status} cannot be read`,
    modelled: understood && error.constructor !== BaseError,
    status,
    requestId: error.$metadata?.requestId ?? '',
    extendedRequestId: error.$metadata?.extendedRequestId ?? error.HostId,
  };
}

/** In the words of the Java SDK, which Step Functions passes on. */
function unreachableMessage(error: SdkError): string {
  const reason =
    error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN'
      ? `${error.hostname ?? 'host'}: Name or service not known`
      : error.message;
  return `Unable to execute HTTP request: ${reason}`;
}
