import { Readable } from 'node:stream';
import type { HttpRequest, HttpResponse, HttpService } from '../http-message.ts';
import { pathAndQuery, type SdkHandlerOptions, type SdkRequest, type SdkResponse } from './http-handler.ts';

/** Lets a client of the SDK call a service that needs no port, because it is here. */
export function inProcessHandler(serve: HttpService) {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: async (request: SdkRequest, { abortSignal }: SdkHandlerOptions = {}) => ({
      response: responseOf(await serve(requestOf(request, abortSignal ?? neverAborted))),
    }),
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
    destroy: () => {},
  } as const;
}

const text = new TextDecoder();

const neverAborted = new AbortController().signal;

function requestOf(request: SdkRequest, signal: AbortSignal): HttpRequest {
  const { method, body = '' } = request;
  return {
    method,
    path: pathAndQuery(request),
    headers: inSmallLetters(request.headers),
    body: typeof body === 'string' ? body : text.decode(body as Exclude<typeof body, Readable>),
    signal,
  };
}

function responseOf({ status, headers, body }: HttpResponse): SdkResponse {
  return {
    statusCode: status,
    headers: inSmallLetters(headers),
    rawHeaders: Object.entries(headers),
    body: Readable.from([Buffer.from(body)]),
  };
}

function inSmallLetters(headers: HttpResponse['headers']): HttpResponse['headers'] {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
