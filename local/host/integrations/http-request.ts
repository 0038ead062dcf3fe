import { isJsonObject, type Json, type JsonObject } from '../../../asl/json.ts';
import { ErrorName } from '../../../asl/state-error.ts';
import type { ReceivedResponse, SentRequest } from '../../engine/http-exchange.ts';
import type { Clock, TaskObserver } from '../../engine/ports.ts';
import { tooLargeCause } from '../../engine/transition.ts';
import { destinationOf, type HttpHosts, httpHostsVariable } from '../http-hosts.ts';
import { sdkHttpHandler, type SdkResponse } from '../sdk/http-handler.ts';
import { ResultTooLarge, type SdkStream, textOf } from '../sdk/result.ts';
import { type Carrier, nobody } from './carrier.ts';
import { parsed } from './lambda-invocation.ts';
import { type Failure, failed, notPossible, type Outcome, succeeded } from './outcome.ts';

export interface HttpPorts extends TaskObserver {
  readonly httpHosts: HttpHosts;
  readonly clock: Clock;
}

/** A request as a task makes it, whoever answers it here. */
export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: { readonly [name: string]: string };
  readonly body: string | undefined;
}

/** What an integration that speaks HTTP calls its failures. */
export interface HttpFailures {
  /** `http:invoke`, of a result that is too large. */
  readonly resource: string;
  readonly status: (status: number) => string;
  readonly timedOut: string;
  readonly unreachable: string;
}

/** A task that is one HTTP request: 2xx succeed, other statuses fail with the response's body as the cause. */
export function requestCarrier(request: HttpRequest, failures: HttpFailures, ports: HttpPorts): Carrier {
  const { url } = request;
  const destination = destinationOf(url, ports.httpHosts);
  if (destination === undefined) return nobody(notAllowed(url.host));
  return {
    resolution: { by: 'endpoint', service: 'http', url: destination.origin },
    carryOut: (signal) =>
      send({ ...request, url: destination }, failures, {
        clock: ports.clock,
        signal,
        onAnswer: (response) =>
          ports.onExchange?.({ request: sentRequest(request), ...(response && { response }) }),
      }),
  };
}

function notAllowed(host: string): string {
  return `Tasks may not reach the host '${host}' from this machine. Add it to ${httpHostsVariable}, as ${host} or as ${host}=http://127.0.0.1:PORT for what stands for it, or mock the state.`;
}

interface SendingPorts {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Told once, of nothing where no answer was to be had. */
  readonly onAnswer: (response?: ReceivedResponse) => void;
}

async function send(request: HttpRequest, failures: HttpFailures, ports: SendingPorts): Promise<Outcome> {
  const { clock } = ports;
  const late = new AbortController();
  const stopTimer = clock.setTimer(clock.now() + responseMsMax, () => late.abort());
  try {
    const { response } = await sdkHttpHandler.handle(sdkRequest(request), {
      abortSignal: AbortSignal.any([ports.signal, late.signal]),
    });
    const text = await textOf(response.body as SdkStream);
    ports.onAnswer(receivedResponse(response, text));
    return outcomeOf(response, text, failures);
  } catch (problem) {
    ports.onAnswer();
    return late.signal.aborted
      ? failed(failures.timedOut, `There was no response within ${responseMsMax / 1_000} seconds.`)
      : problemOf(problem, failures);
  } finally {
    stopTimer();
  }
}

function sentRequest({ method, url, headers, body }: HttpRequest): SentRequest {
  return { method, url: url.href, headers: Object.entries(headers), ...(body !== undefined && { body }) };
}

function receivedResponse(
  { statusCode, reason = '', rawHeaders }: SdkResponse,
  body: string,
): ReceivedResponse {
  return { statusCode, statusMessage: reason, headers: rawHeaders, body };
}

function sdkRequest({ method, url, headers, body }: HttpRequest) {
  const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  return {
    protocol: url.protocol,
    hostname: url.hostname,
    port: url.port === '' ? undefined : Number(url.port),
    method,
    path: url.pathname + url.search,
    headers: { ...headers, ...length },
    body,
  };
}

function outcomeOf(response: SdkResponse, text: string, failures: HttpFailures): Outcome {
  const { statusCode, reason = '' } = response;
  const type = response.headers['content-type'] ?? '';
  if (statusCode < 200 || statusCode > 299) return failed(failures.status(statusCode), text);
  if (binaryType.test(type)) return notPossible(`The response is of the type ${type}, which is no text.`);
  return succeeded({
    Headers: headersOf(response),
    ResponseBody: jsonType.test(type) ? (parsed(text) ?? text) : text,
    StatusCode: statusCode,
    StatusText: reason,
  });
}

const jsonType = /^application\/([\w.-]+\+)?json\b/i;
const binaryType = /^(application\/octet-stream|audio\/|image\/|video\/)/i;

/** A header that comes twice has two values. */
function headersOf({ rawHeaders }: SdkResponse): JsonObject {
  const headers: { [name: string]: string[] } = {};
  for (const [name, value] of rawHeaders) (headers[name] ??= []).push(value);
  return headers;
}

function problemOf(problem: unknown, { resource, unreachable }: HttpFailures): Failure {
  if (problem instanceof ResultTooLarge) {
    return failed(ErrorName.DataLimitExceeded, tooLargeCause(`arn:aws:states:::${resource}`));
  }
  return failed(unreachable, problem instanceof Error ? problem.message : String(problem));
}

/** A header's value, or values; a string says which of them an integration does not let through. */
export function requestHeaders(
  given: Json | undefined,
  isForbidden: (name: string) => boolean,
): { readonly [name: string]: string } | string {
  const entries = Object.entries(isJsonObject(given) ? given : {}).filter(([, value]) => value !== null);
  const forbidden = entries.find(([name]) => isForbidden(name.toLowerCase()));
  if (forbidden !== undefined) return `A task may not set the header '${forbidden[0]}'.`;
  return Object.fromEntries(entries.map(([name, value]) => [name, valuesOf(value).join(',')]));
}

/** With the type of the body, where there is one and the task does not say it. */
export function withContentType(request: HttpRequest, contentType: string): HttpRequest {
  const { headers, body } = request;
  const isSaid = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  if (body === undefined || isSaid) return request;
  return { ...request, headers: { ...headers, 'Content-Type': contentType } };
}

/** Puts parameters into the URL's query; a list gives its parameter several times. */
export function addQuery(url: URL, given: Json | undefined): void {
  for (const [name, value] of Object.entries(isJsonObject(given) ? given : {})) {
    for (const each of valuesOf(value)) url.searchParams.append(name, each);
  }
}

function valuesOf(value: Json): readonly string[] {
  if (value === null) return [];
  const values = Array.isArray(value) ? (value as readonly Json[]) : [value];
  return values.map((each) => (typeof each === 'string' ? each : JSON.stringify(each)));
}

export function isMethod(value: Json | undefined): value is string {
  return methods.some((method) => method === value);
}

export const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'] as const;

/** docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html: the duration of an HTTP task. */
const responseMsMax = 60_000;
