import { isJsonObject, type Json, type JsonObject } from '../../../asl/json.ts';
import { ErrorName } from '../../../asl/state-error.ts';
import type { Place } from '../../engine/arn.ts';
import { isLoopback } from '../http-hosts.ts';
import { type Carrier, nobody } from './carrier.ts';
import { type ArrayFormat, encodeForm } from './form-encoding.ts';
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
import { valueAt } from './job.ts';

export interface HttpTaskPorts extends HttpPorts {
  readonly place: Place;
  readonly warn: (sentence: string) => void;
}

/**
 * `arn:aws:states:::http:invoke`. AWS adds the credentials of an EventBridge connection; there are none here, so
 * the request goes without, and whoever stands for the host must do with that.
 * Source: docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html
 */
export function httpCarrier(parameters: Json, ports: HttpTaskPorts): Carrier {
  const given = isJsonObject(parameters) ? parameters : {};
  const request = httpRequest(given, ports.place);
  if (typeof request === 'string') return nobody(`http:invoke: ${request}`);
  const carrier = requestCarrier(request, failures, ports);
  if (carrier.resolution.by === 'endpoint') ports.warn(withoutCredentials(given, request.url));
  return carrier;
}

function withoutCredentials(given: JsonObject, { host }: URL): string {
  return `Requests to ${host} carry no credentials: ${connectionOf(given)} is not known on this machine.`;
}

const failures: HttpFailures = {
  resource: 'http:invoke',
  status: (status) => `States.Http.StatusCode.${status}`,
  timedOut: ErrorName.HttpSocket,
  unreachable: ErrorName.HttpSocket,
};

/** A string says what is wrong with the parameters. */
function httpRequest(given: JsonObject, { region }: Place): HttpRequest | string {
  const { ApiEndpoint, Method, QueryParameters, Headers, RequestBody } = given;
  if (typeof ApiEndpoint !== 'string' || !URL.canParse(ApiEndpoint)) return 'ApiEndpoint must be a URL.';
  if (!isMethod(Method)) return `Method must be one of ${methods.join(', ')}.`;
  if (connectionOf(given) === undefined) return 'Authentication.ConnectionArn must name a connection.';
  const url = new URL(ApiEndpoint);
  if (!isSecureEnough(url)) return 'ApiEndpoint must begin with https://, save for this machine itself.';
  const headers = requestHeaders(Headers, isForbidden);
  if (typeof headers === 'string') return headers;
  addQuery(url, QueryParameters);
  const { body, contentType } = encodedBody(RequestBody, given);
  const own = { 'User-Agent': `Amazon|StepFunctions|HttpInvoke|${region}`, Range: 'bytes=0-262144' };
  const request = { method: Method, url, headers: { ...own, ...headers }, body };
  return withContentType(request, contentType);
}

/** Workflow Studio writes the first form, older definitions have the second. */
function connectionOf(given: JsonObject): string | undefined {
  const arn =
    valueAt(given, 'Authentication.ConnectionArn') ?? valueAt(given, 'InvocationConfig.ConnectionArn');
  return typeof arn === 'string' ? arn : undefined;
}

/** Differs from AWS: what listens on this machine need not speak TLS. */
function isSecureEnough({ protocol, host }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(host));
}

interface EncodedBody {
  readonly body: string | undefined;
  readonly contentType: string;
}

function encodedBody(body: Json | undefined, { Transform }: JsonObject): EncodedBody {
  const contentType = 'application/json; charset=UTF-8';
  if (body === undefined || typeof body === 'string') return { body, contentType };
  if (valueAt(Transform, 'RequestBodyEncoding') !== 'URL_ENCODED' || !isJsonObject(body)) {
    return { body: JSON.stringify(body), contentType };
  }
  const format = (valueAt(Transform, 'RequestEncodingOptions.ArrayFormat') ?? 'INDICES') as ArrayFormat;
  return { body: encodeForm(body, format), contentType: 'application/x-www-form-urlencoded' };
}

function isForbidden(name: string): boolean {
  return forbiddenHeaders.has(name) || /^x-(amzn?|forwarded)-/.test(name);
}

const forbiddenHeaders: ReadonlySet<string> = new Set(
  `a-im accept-charset accept-datetime accept-encoding authorization cache-control connection content-encoding
  content-md5 date expect forwarded from host http2-settings if-match if-modified-since if-none-match if-range
  if-unmodified-since max-forwards origin pragma proxy-authorization referer server te trailer transfer-encoding
  upgrade via warning`.split(/\s+/),
);
