import type { JsonObject } from '../../asl/json.ts';

/** What an HTTP response says besides its body. */
export interface ResponseHead {
  readonly status: number;
  /** With the spelling of the wire, in its order. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** The identifier that AWS gives every request, whatever the service spells its header. */
export function requestIdOf(head: ResponseHead): string {
  return header(head, 'x-amzn-requestid') ?? header(head, 'x-amz-request-id') ?? '';
}

export function header(head: ResponseHead, name: string): string | undefined {
  return head.headers.find(([each]) => each.toLowerCase() === name)?.[1];
}

/**
 * The part of an optimized integration's result that tells of the response; it comes from the Java SDK within
 * Step Functions. No document describes it: its form is that of recorded executions.
 */
export function responseMetadata(head: ResponseHead): JsonObject {
  const headers = head.headers.filter(([name]) => name.toLowerCase() !== ofThisConnection);
  return {
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(headers.map(([name, value]) => [name, [value]])),
      HttpHeaders: Object.fromEntries(headers),
      HttpStatusCode: head.status,
    },
    SdkResponseMetadata: { RequestId: requestIdOf(head) },
  };
}

/** Servers in Node.js say how long they keep a connection; AWS does not. */
const ofThisConnection = 'keep-alive';

/** The head of a response that no HTTP server gave, because the work was done in this process. */
export function inProcessHead(
  contentType: string,
  bodyBytes: number,
  at: Date,
  requestId: string,
): ResponseHead {
  return {
    status: 200,
    headers: [
      ['x-amzn-RequestId', requestId],
      ['connection', 'keep-alive'],
      ['Content-Length', String(bodyBytes)],
      ['Date', at.toUTCString()],
      ['Content-Type', contentType],
    ],
  };
}
