import type { z } from 'zod';
import type { TaskConstruct } from '../construct.ts';
import { sourceOf } from '../expression.ts';
import type { Jsonify } from '../jsonify.ts';
import { pascalCase } from '../pascal-case.ts';
import { checkPlaceholder } from '../placeholder.ts';
import { reference, type Expr, type Ref } from '../reference.ts';
import { append, valueExpression } from '../trace.ts';
import type { HandledResults, HandledValue, Handlers } from './handlers.ts';
import { fallibleParts, limitParts, type AnyTaskSettings, type TaskSettings } from './settings.ts';

/** The resource of a service integration, such as `arn:aws:states:::sqs:sendMessage`. */
export type IntegrationResource = `arn:aws:states:::${string}:${string}`;

/** What a result is: by a schema, which gives it its static type and is not checked when the workflow runs. */
export interface ResultSchema<Result extends z.ZodType> {
  readonly output?: Result;
}

/**
 * A Task state of any integration, for those that have no function of their own here
 * (docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html).
 */
export function integration<Result extends z.ZodType, const Caught extends HandledResults = {}>(
  resource: IntegrationResource,
  parameters: unknown,
  settings: TaskSettings<Jsonify<z.input<Result>>> &
    ResultSchema<Result> & { readonly catch?: Handlers<Caught, string> } = {},
): Ref<Jsonify<z.input<Result>> | HandledValue<Caught>> {
  return appendIntegration(
    { name: actionName(resource), resource, parameters: valueExpression(parameters) },
    settings,
  );
}

/** `arn:aws:states:::sqs:sendMessage.waitForTaskToken` is SendMessage. */
function actionName(resource: string): string {
  return pascalCase(resource.split(':').at(-1)?.split('.')[0] ?? resource);
}

interface Integration extends Pick<TaskConstruct, 'name' | 'resource' | 'parameters'> {
  readonly bound?: TaskConstruct['bound'];
}

/** A Task state whose whole answer is the result. */
export function appendIntegration<Result>(
  { name, resource, parameters, bound }: Integration,
  settings: AnyTaskSettings,
): Ref<Result> {
  const parts = fallibleParts({ name }, settings);
  append({
    kind: 'task',
    ...parts,
    resource,
    parameters,
    resultField: undefined,
    ...limitParts(settings),
    bound,
  });
  return reference(sourceOf(parts.source));
}

/** The parameters of an HTTP endpoint task. */
export interface HttpRequest {
  readonly endpoint: Expr<string>;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS';
  /** The EventBridge connection that holds the credentials. */
  readonly connectionArn: Expr<string>;
  readonly headers?: { readonly [name: string]: Expr<string> };
  readonly query?: { readonly [name: string]: Expr<string | number | boolean> };
  readonly body?: unknown;
}

/** What the endpoint answered. */
export interface HttpResponse<Body> {
  readonly StatusCode: number;
  readonly StatusText: string;
  readonly Headers: { readonly [name: string]: readonly string[] };
  readonly ResponseBody: Body;
}

/** A Task state that calls an HTTPS endpoint (docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html). */
export function http<Body extends z.ZodType, const Caught extends HandledResults = {}>(
  { endpoint, method, connectionArn, headers, query, body }: HttpRequest,
  settings: TaskSettings<HttpResponse<Jsonify<z.input<Body>>>> &
    ResultSchema<Body> & {
      readonly catch?: Handlers<Caught, `States.Http.${string}`>;
    } = {},
): Ref<HttpResponse<Jsonify<z.input<Body>>> | HandledValue<Caught>> {
  const parameters = valueExpression({
    ApiEndpoint: endpoint,
    Method: method,
    Authentication: { ConnectionArn: connectionArn },
    Headers: headers,
    QueryParameters: query,
    RequestBody: body,
  });
  return appendIntegration({ name: 'Http', resource: 'arn:aws:states:::http:invoke', parameters }, settings);
}

/**
 * A Task state that a worker outside takes up through GetActivityTask
 * (docs.aws.amazon.com/step-functions/latest/dg/concepts-activities.html). The activity's ARN stands for `${name}`.
 */
export function activity<Result extends z.ZodType, const Caught extends HandledResults = {}>(
  name: string,
  input: unknown,
  settings: TaskSettings<Jsonify<z.input<Result>>> &
    ResultSchema<Result> & {
      readonly timeoutSeconds: Expr<number>;
      readonly catch?: Handlers<Caught, string>;
    },
): Ref<Jsonify<z.input<Result>> | HandledValue<Caught>> {
  checkPlaceholder('activity', name);
  return appendIntegration(
    { name, resource: `\${${name}}`, parameters: valueExpression(input), bound: { activity: name } },
    settings,
  );
}
