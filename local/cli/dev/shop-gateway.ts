import { runTask } from '../../../asl/builder/run-task.ts';
import type { TaskDefinition } from '../../../asl/builder/task-definition.ts';
import type { TaskSurroundings } from '../../../asl/builder/task-surroundings.ts';
import type { Json } from '../../../asl/json.ts';
import type {
  AuthorizerName,
  RestRoute,
  StepFunctionsIntegration,
  TemplateBinding,
} from '../../../workflows/web/rest-route.ts';
import { shopApi } from '../../../workflows/web/shop-api.ts';
import type { Handler } from '../../api/handler.ts';
import { partitionOf, type Place, stateMachineArn } from '../../engine/arn.ts';
import { gateway } from '../../host/gateway/gateway.ts';
import type { GatewayAuthorizer } from '../../host/gateway/gateway-authorizer.ts';
import type {
  GatewayIntegration,
  GatewayRoute,
  ServiceIntegration,
} from '../../host/gateway/gateway-route.ts';
import type { HttpService } from '../../host/http-message.ts';

export interface ShopGatewaySettings {
  readonly place: Place;
  /** The Step Functions API of this process. */
  readonly api: Handler;
  readonly surroundings: TaskSurroundings;
}

/** The shop's REST API, with its own authorizers and mapping templates, before the executions of this process. */
export function shopGateway(settings: ShopGatewaySettings): HttpService {
  const { region, accountId } = settings.place;
  const authorizers = authorizersOf(settings);
  return gateway({
    stage: shopApi.stage,
    apiArn: `arn:${partitionOf(region)}:execute-api:${region}:${accountId}:local`,
    routes: shopApi.routes.map((route) => boundRoute(route, authorizers, settings)),
    now: settings.surroundings.now,
    warn: settings.surroundings.sink,
  });
}

type Authorizers = Readonly<Record<AuthorizerName, GatewayAuthorizer>>;

/** One for each, so that what it has answered is kept for all routes. */
function authorizersOf(settings: ShopGatewaySettings): Authorizers {
  const { customer, partner } = shopApi.authorizers;
  return {
    customer: { ...customer, invoke: inThisProcess(customer.task, settings) },
    partner: { ...partner, invoke: inThisProcess(partner.task, settings) },
  };
}

function boundRoute(route: RestRoute, authorizers: Authorizers, settings: ShopGatewaySettings): GatewayRoute {
  const { method, path, body, authorizer } = route;
  return {
    method,
    path,
    integration: boundIntegration(route, settings),
    ...(body && { body }),
    ...(authorizer && { authorizer: authorizers[authorizer] }),
  };
}

function boundIntegration({ integration }: RestRoute, settings: ShopGatewaySettings): GatewayIntegration {
  if (integration.type === 'StepFunctions') return boundService(integration, settings);
  return { type: 'function', invoke: inThisProcess(integration.task, settings) };
}

function boundService(
  { action, workflow, request, answerStatus, answer, refusal }: StepFunctionsIntegration,
  { place, api }: ShopGatewaySettings,
): ServiceIntegration {
  const machineArn = stateMachineArn(place, workflow.name);
  const binding: TemplateBinding = {
    stateMachineArn: machineArn,
    executionsArn: machineArn.replace(':stateMachine:', ':execution:'),
    caller: '$context.authorizer.principalId',
  };
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': `AWSStepFunctions.${action}`,
  };
  const signal = new AbortController().signal;
  const call = (body: string) => api({ method: 'POST', headers, body, signal });
  return { type: 'service', call, request: request(binding), answerStatus, answer, refusal };
}

function inThisProcess(task: TaskDefinition, { surroundings }: ShopGatewaySettings) {
  return (event: Json) => runTask(task, event, { surroundings });
}
