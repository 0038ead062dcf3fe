import type { IdSource } from '../engine/ports.ts';
import type { HttpResponse, HttpService } from './http-message.ts';

/**
 * Gives every request an identifier, as AWS does: SDKs show it in what they throw, and failed tasks in their causes.
 * Source: docs.aws.amazon.com/step-functions/latest/apireference/CommonErrors.html
 */
export function withRequestIds(handle: HttpService, ids: IdSource): HttpService {
  return async (request) => identified(await handle(request), ids.uuid());
}

function identified(response: HttpResponse, requestId: string): HttpResponse {
  return { ...response, headers: { 'x-amzn-RequestId': requestId, ...response.headers } };
}
