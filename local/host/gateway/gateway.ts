import { z } from 'zod';
import type { Json } from '../../../asl/json.ts';
import type { HttpRequest, HttpResponse, HttpService } from '../http-message.ts';
import { AuthorizerDesk, type Verdict } from './gateway-authorizer.ts';
import type { FunctionIntegration, GatewayRoute, ServiceIntegration } from './gateway-route.ts';
import { renderTemplate, type TemplateScope, templateScope } from './mapping-template.ts';

export interface GatewaySettings {
  /** The first part of every path. */
  readonly stage: string;
  /** `arn:aws:execute-api:REGION:ACCOUNT:API`, of which policies speak. */
  readonly apiArn: string;
  readonly routes: readonly GatewayRoute[];
  readonly now: () => number;
  /** Told why a caller sees an "Internal server error". */
  readonly warn: (message: string) => void;
}

/**
 * A REST API as API Gateway would serve it: who calls is asked first, then the body is judged, then the integration
 * is called. Answers of the gateway itself have its words.
 * docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export function gateway({ stage, apiArn, routes, now, warn }: GatewaySettings): HttpService {
  const desk = new AuthorizerDesk(now);
  return async (request) => {
    const [path = ''] = request.path.split('?');
    const found = findRoute(routes, request.method, path.slice(`/${stage}`.length));
    if (found === undefined || !path.startsWith(`/${stage}/`))
      return say(403, 'Missing Authentication Token');
    const { route, params } = found;
    const methodArn = `${apiArn}/${stage}/${request.method}${path.slice(`/${stage}`.length)}`;
    const verdict = route.authorizer ? await desk.judge(route.authorizer, request, methodArn) : everybody;
    if (verdict.type !== 'allowed') return refuse(verdict, warn);
    if (!isJson(request)) return say(415, 'Unsupported Media Type');
    const mistake = mistakeOf(route, request.body);
    if (mistake !== undefined) return say(400, `Invalid request body: ${mistake}`);
    const authorizer = { ...verdict.context, principalId: verdict.principalId };
    const context: TemplateScope = { path, stage, httpMethod: request.method, authorizer };
    const { integration } = route;
    return integration.type === 'function'
      ? askFunction(integration, request, warn)
      : askService(integration, request, { params, context });
  };
}

const everybody: Verdict = { type: 'allowed', principalId: '', context: {} };

interface FoundRoute {
  readonly route: GatewayRoute;
  readonly params: Readonly<Record<string, string>>;
}

function findRoute(routes: readonly GatewayRoute[], method: string, path: string): FoundRoute | undefined {
  for (const route of routes) {
    const params = route.method === method ? paramsOf(route.path, path) : undefined;
    if (params !== undefined) return { route, params };
  }
  return undefined;
}

/** `{order}` is a part of a path, and no empty one. */
function paramsOf(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const given = path.split('/');
  const wanted = pattern.split('/');
  if (given.length !== wanted.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    const [, name] = /^\{(\w+)\}$/.exec(part) ?? [];
    if (name === undefined ? part !== value : value === '') return undefined;
    if (name !== undefined) params[name] = decoded(value);
  }
  return params;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function refuse(
  verdict: Exclude<Verdict, { readonly type: 'allowed' }>,
  warn: GatewaySettings['warn'],
): HttpResponse {
  switch (verdict.type) {
    case 'unauthorized':
      return say(401, 'Unauthorized');
    case 'denied':
      return say(403, 'User is not authorized to access this resource');
    case 'broken':
      warn(`The authorizer is broken: ${verdict.reason}`);
      return say(500, 'Internal server error');
    default:
      return verdict satisfies never;
  }
}

/** What API Gateway takes a body for whose type nobody says. Another one passes no validation, so it passes not at all. */
function isJson({ headers }: HttpRequest): boolean {
  const [type = 'application/json'] = [headers['content-type']].flat();
  return /^application\/json\s*(;|$)/i.test(type);
}

function mistakeOf({ body: schema }: GatewayRoute, body: string): string | undefined {
  if (schema === undefined) return undefined;
  const value = parsed(body);
  if (value === undefined) return 'it is no JSON';
  const read = schema.safeParse(value);
  return read.success ? undefined : z.prettifyError(read.error).replaceAll(/\s*\n\s*/g, ' ');
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

async function askService(
  { call, request: template, answer, answerStatus, refusal }: ServiceIntegration,
  request: HttpRequest,
  { params, context }: Pick<FoundRoute, 'params'> & { readonly context: TemplateScope },
): Promise<HttpResponse> {
  const sent = renderTemplate(template, templateScope(request.body, { params, context }));
  const { status, body } = await call(sent);
  const isTaken = status < 400;
  const response = { status: isTaken ? answerStatus : 500, header: {} };
  const scope = templateScope(body.toString(), { context: { ...context, responseOverride: response } });
  const text = renderTemplate(isTaken ? answer : refusal, scope);
  return { status: response.status, headers: { ...json, ...response.header }, body: `${text}\n` };
}

const ProxyAnswer = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().default(''),
});

async function askFunction(
  { invoke }: FunctionIntegration,
  { method: httpMethod, path, body }: HttpRequest,
  warn: GatewaySettings['warn'],
): Promise<HttpResponse> {
  try {
    const event: Json = { httpMethod, path, body };
    const { statusCode: status, headers, body: answer } = ProxyAnswer.parse(await invoke(event));
    return { status, headers, body: answer };
  } catch (error) {
    warn(`The function behind ${httpMethod} ${path} has failed: ${String(error)}`);
    return say(502, 'Internal server error');
  }
}

const json = { 'content-type': 'application/json' };

function say(status: number, message: string): HttpResponse {
  return { status, headers: json, body: `${JSON.stringify({ message })}\n` };
}
