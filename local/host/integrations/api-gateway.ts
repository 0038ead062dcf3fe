import { isJsonObject, type Json, type JsonObject } from '../../../asl/json.ts';
import { isAws } from '../sdk/service-clients.ts';
import { type Carrier, nobody } from './carrier.ts';
import {
  addQuery,
  type HttpFailures,
  type HttpPorts,
  type HttpRequest,
  isMethod,
  methods,
  requestCarrier,
  requestHeaders,
  withContentType,
} from './http-request.ts';

/**
 * `arn:aws:states:::apigateway:invoke`. Requests are never signed here, so an API of AWS that asks for that is not
 * called; whatever stands for it on this machine is.
 * Source: docs.aws.amazon.com/step-functions/latest/dg/connect-api-gateway.html
 */
export function apiGatewayCarrier(parameters: Json, ports: HttpPorts): Carrier {
  const given = isJsonObject(parameters) ? parameters : {};
  const request = apiRequest(given);
  if (typeof request === 'string') return nobody(`apigateway:invoke: ${request}`);
  const carrier = requestCarrier(request, failures, ports);
  const { resolution } = carrier;
  if (resolution.by === 'endpoint' && isAws(resolution.url) && needsSignature(given)) {
    return nobody('apigateway:invoke: Stateyard signs no requests, as this AuthType asks. Mock the state.');
  }
  return carrier;
}

function needsSignature({ AuthType = 'NO_AUTH' }: JsonObject): boolean {
  return AuthType !== 'NO_AUTH';
}

const failures: HttpFailures = {
  resource: 'apigateway:invoke',
  status: (status) => `ApiGateway.${status}`,
  timedOut: 'ApiGateway.SocketTimeoutException',
  unreachable: 'ApiGateway.SdkClientException',
};

/** A string says what is wrong with the parameters. */
function apiRequest(given: JsonObject): HttpRequest | string {
  const { ApiEndpoint, Method, Stage, Path, QueryParameters, Headers, RequestBody } = given;
  const origin = `https://${typeof ApiEndpoint === 'string' ? ApiEndpoint : ''}`;
  if (!URL.canParse(origin)) return 'ApiEndpoint must be the name of a host.';
  if (!isMethod(Method)) return `Method must be one of ${methods.join(', ')}.`;
  const headers = requestHeaders(Headers, isForbidden);
  if (typeof headers === 'string') return headers;
  const url = new URL(pathOf(Stage, Path), origin);
  addQuery(url, QueryParameters);
  const body = bodyText(RequestBody ?? null, given);
  return withContentType({ method: Method, url, headers, body }, 'application/json');
}

function pathOf(...parts: readonly (Json | undefined)[]): string {
  const texts = parts
    .filter((part) => typeof part === 'string')
    .map((part) => part.replace(/^\/+|\/+$/g, ''));
  return `/${texts.filter((text) => text !== '').join('/')}`;
}

/** Members that are null are sent only where AllowNullValues says so. */
function bodyText(body: Json, { AllowNullValues }: JsonObject): string | undefined {
  if (typeof body === 'string') return body;
  if (body === null) return undefined;
  const isKept = (value: unknown) => AllowNullValues === true || value !== null;
  return JSON.stringify(body, (_name, value: unknown) => (isKept(value) ? value : undefined));
}

function isForbidden(name: string): boolean {
  return forbiddenHeaders.has(name) || /^x-(amzn?|forwarded)/.test(name);
}

const forbiddenHeaders: ReadonlySet<string> = new Set(
  `authorization connection content-md5 expect host max-forwards proxy-authenticate server te trailer
  transfer-encoding upgrade via www-authenticate`.split(/\s+/),
);
