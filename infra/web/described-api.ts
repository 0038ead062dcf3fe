import {
  AccessLogFormat,
  ApiKeySourceType,
  AuthorizationType,
  EndpointType,
  type IAuthorizer,
  LogGroupLogDestination,
  type Method,
  MethodLoggingLevel,
  type RequestValidator,
  type Resource,
  ResponseType,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { z } from 'zod';
import type { AuthorizerName, RestApiDescription, RestRoute } from '../../workflows/web/rest-route.ts';
import { acknowledge } from '../permissions/acknowledgements.ts';
import { isTriggerOn } from '../trigger-switch.ts';
import { type RouteTargets, toIntegration } from './route-integration.ts';

export interface DescribedApiProps extends RouteTargets {
  readonly description: RestApiDescription;
  readonly authorizers: Readonly<Record<AuthorizerName, RouteAuthorizer>>;
  readonly throttling: Throttling;
  /** The trigger's name for its off switch. */
  readonly trigger: string;
}

export interface RouteAuthorizer {
  readonly authorizer: IAuthorizer;
  /** Of a user pool: any of them opens the route. Without them API Gateway would want identity tokens. */
  readonly scopes?: readonly string[];
  /** Whether each caller has a usage plan, counted by the key that the authorizer names. */
  readonly isMetered?: boolean;
}

/** Requests a second of everybody together, and how many may come at once. */
export interface Throttling {
  readonly rate: number;
  readonly burst: number;
}

/** Whoever asks for health at least: Route 53 does, from a dozen places every ten seconds. */
const openThrottling: Throttling = { rate: 10, burst: 20 };

/** A REST API on API Gateway, made of its description: `stateyard dev` serves the same one. */
export class DescribedApi extends Construct {
  readonly api: RestApi;

  constructor(scope: Construct, id: string, props: DescribedApiProps) {
    super(scope, id);
    const { description } = props;
    this.api = this.#gateway(props);
    const validator = this.api.addRequestValidator('Whole', {
      validateRequestBody: true,
      validateRequestParameters: true,
    });
    sayWhatIsWrong(this.api);
    for (const route of description.routes) this.#addRoute(route, validator, props);
  }

  #gateway({ description, throttling, trigger }: DescribedApiProps): RestApi {
    const accessLog = new LogGroup(this, 'AccessLog', { retention: RetentionDays.THREE_MONTHS });
    const open = description.routes.filter(({ authorizer }) => authorizer === undefined);
    const settings = (limits: Throttling) => ({
      ...logging,
      ...throttled(isTriggerOn(this, trigger) ? limits : off),
    });
    return new RestApi(this, 'Rest', {
      restApiName: description.name,
      endpointTypes: [EndpointType.REGIONAL],
      cloudWatchRole: false,
      apiKeySourceType: ApiKeySourceType.AUTHORIZER,
      deployOptions: {
        ...settings(throttling),
        stageName: description.stage,
        tracingEnabled: true,
        accessLogDestination: new LogGroupLogDestination(accessLog),
        accessLogFormat: AccessLogFormat.jsonWithStandardFields(),
        methodOptions: Object.fromEntries(
          open.map(({ method, path }) => [`${path}/${method}`, settings(openThrottling)]),
        ),
      },
    });
  }

  #addRoute(route: RestRoute, validator: RequestValidator, props: DescribedApiProps): void {
    const { api } = this;
    const resource: Resource = api.root.resourceForPath(route.path);
    const caller = route.authorizer && props.authorizers[route.authorizer];
    const method = resource.addMethod(route.method, toIntegration(route, props), {
      ...(caller ? authorization(caller) : { authorizationType: AuthorizationType.NONE }),
      ...(route.body && { requestValidator: validator, requestModels: modelsOf(api, route, route.body) }),
      methodResponses: [...statusesOf(route)].map((statusCode) => ({ statusCode })),
    });
    acknowledgeRoute(method, route, caller);
  }
}

/** A stage that lets no request through answers 429: clients come again later. */
const off: Throttling = { rate: 0, burst: 0 };

/** Data traces would write tokens and addresses into the log. */
const logging = { loggingLevel: MethodLoggingLevel.ERROR, dataTraceEnabled: false, metricsEnabled: true };

function throttled({ rate, burst }: Throttling) {
  return { throttlingRateLimit: rate, throttlingBurstLimit: burst };
}

function authorization({ authorizer, scopes, isMetered = false }: RouteAuthorizer) {
  return { authorizer, apiKeyRequired: isMetered, ...(scopes && { authorizationScopes: [...scopes] }) };
}

/** API Gateway reads JSON Schema of draft 4 (docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html). */
function modelsOf(api: RestApi, { method, path }: RestRoute, body: z.ZodType) {
  const schema = z.toJSONSchema(body, { target: 'draft-4', io: 'input', unrepresentable: 'any' });
  const name = `${method}${path}`.replaceAll(/\W/g, '');
  return {
    'application/json': api.addModel(name, { contentType: 'application/json', schema: schema as object }),
  };
}

function statusesOf({ integration }: RestRoute): readonly string[] {
  return integration.type === 'StepFunctions' ? [String(integration.answerStatus), '500'] : ['200'];
}

/** Which part of a body is wrong; by default API Gateway keeps that to itself. */
function sayWhatIsWrong(api: RestApi): void {
  api.addGatewayResponse('BadBody', {
    type: ResponseType.BAD_REQUEST_BODY,
    templates: {
      'application/json':
        '{ "message": $context.error.messageString, "reason": "$context.error.validationErrorString" }',
    },
  });
}

function acknowledgeRoute(method: Method, { authorizer, path }: RestRoute, caller?: RouteAuthorizer): void {
  if (caller?.scopes !== undefined) return;
  if (authorizer === undefined) {
    const reason = `${path} tells no more than whether all is well, and is throttled by itself: health checks cannot sign in.`;
    acknowledge(method, 'APIG4', reason);
    acknowledge(method, 'COG4', reason);
  } else {
    acknowledge(method, 'COG4', 'A Lambda authorizer checks signed tokens or partners’ secrets (tasks/web).');
  }
}
