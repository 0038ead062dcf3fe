import type { HttpRequest, HttpResponse } from '../http-message.ts';
import { listen } from '../http-server.ts';

/** What functions reach instead of the services that nothing stands for: AWS itself is reached by nobody's mistake. */
export interface Nobody {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Refuses every request on a port of 127.0.0.1 that the system chooses, and says what to configure. */
export async function startNobody(): Promise<Nobody> {
  return listen({ port: 0, host: '127.0.0.1', handle: refusalOf, requestBytesMax });
}

const requestBytesMax = 16 * 1_048_576;

/** No SDK asks again after status 400. */
function refusalOf({ headers }: HttpRequest): HttpResponse {
  const service = signedService(String(headers['authorization'] ?? ''));
  const message = `Nothing on this machine stands for the service ${service}. Set its AWS_ENDPOINT_URL_… to where it is: an emulator, or AWS itself.`;
  return isQuery(headers)
    ? { status: 400, headers: { 'content-type': 'text/xml' }, body: xml(message) }
    : {
        status: 400,
        headers: { 'content-type': 'application/json', 'x-amzn-errortype': errorType },
        body: JSON.stringify({ __type: errorType, message }),
      };
}

const errorType = 'NoEndpointException';

/** By its name in signatures: `Credential=ID/20260101/us-east-1/ssm/aws4_request`. */
function signedService(authorization: string): string {
  const [, service = 'that is asked'] = /Credential=[^/]*\/\d+\/[^/]*\/([^/]+)\//.exec(authorization) ?? [];
  return service;
}

/** smithy.io/2.0/aws/protocols/aws-query-protocol.html */
function isQuery(headers: HttpRequest['headers']): boolean {
  return String(headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
}

function xml(message: string): string {
  return `<ErrorResponse><Error><Type>Sender</Type><Code>${errorType}</Code><Message>${message}</Message></Error></ErrorResponse>`;
}
