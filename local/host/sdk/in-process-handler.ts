import { Readable } from 'node:stream';
import { pathAndQuery, type SdkHandlerOptions, type SdkRequest, type SdkResponse } from './http-handler.ts';

/** A service of this process, as a function of requests. */
export type FetchHandler = (request: Request) => Promise<Response>;

/** Lets a client of the SDK call a service that needs no port, because it is here. */
export function inProcessHandler(serve: FetchHandler) {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: async (request: SdkRequest, { abortSignal }: SdkHandlerOptions = {}) => ({
      response: await responseOf(await serve(fetchRequest(request, abortSignal))),
    }),
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
    destroy: () => {},
  } as const;
}

function fetchRequest(request: SdkRequest, signal: AbortSignal | undefined): Request {
  const { protocol, hostname, port, method, headers, body } = request;
  const authority = port === undefined ? hostname : `${hostname}:${port}`;
  return new Request(`${protocol}//${authority}${pathAndQuery(request)}`, {
    method,
    headers,
    ...(body !== undefined && { body: body as Exclude<typeof body, Readable> }),
    ...(signal !== undefined && { signal }),
  });
}

async function responseOf(response: Response): Promise<SdkResponse> {
  const rawHeaders = [...response.headers].map(([name, value]) => [name, value] as const);
  return {
    statusCode: response.status,
    headers: Object.fromEntries(rawHeaders),
    rawHeaders,
    body: Readable.from([Buffer.from(await response.arrayBuffer())]),
  };
}
