import { isJsonObject, type Json } from '../../../asl/json.ts';
import { ErrorName } from '../../../asl/state-error.ts';
import { tooLargeCause } from '../../engine/transition.ts';
import { ParametersError, sdkInput } from '../sdk/parameters.ts';
import { ResultTooLarge, taskResult } from '../sdk/result.ts';
import type { ServiceAnswer } from '../sdk/service-answer.ts';
import { isAws, type ServiceClients, type ServiceOperation } from '../sdk/service-clients.ts';
import { type Carrier, nobody } from './carrier.ts';
import { type Failure, failed, type Outcome, succeeded } from './outcome.ts';
import { optimizedStyle, sdkStyle, type ServiceStyle } from './service-style.ts';

/** What `Resource` says, without the pattern: `sqs` or `aws-sdk:sqs`, and `sendMessage`. */
export interface ServiceResource {
  readonly resourceType: string;
  readonly action: string;
}

/** A Task that calls an operation of a service, optimized or through the SDK. */
export function serviceCarrier(
  resource: ServiceResource,
  parameters: Json,
  clients: ServiceClients,
): Carrier {
  const { resourceType, action } = resource;
  const optimized = optimizedStyle(resourceType);
  const service = optimized?.service ?? sdkService(resourceType);
  if (service === undefined) return nobody(`Stateyard has no integration '${resourceType}:${action}'.`);
  const operation = clients.find(service, action, service === 'sqs' ? queueEndpoint(parameters) : undefined);
  if (typeof operation === 'string') return nobody(operation);
  const style = optimized ?? sdkStyle(service, operation.serviceId);
  return carrier(operation, style, { resource, parameters });
}

function sdkService(resourceType: string): string | undefined {
  return /^aws-sdk:(.+)$/.exec(resourceType)?.[1];
}

interface Asked {
  readonly resource: ServiceResource;
  readonly parameters: Json;
}

function carrier(operation: ServiceOperation, style: ServiceStyle, { resource, parameters }: Asked): Carrier {
  const { service, url, shapes } = operation;
  try {
    const input = sdkInput(parameters, shapes.input, style.naming);
    return {
      resolution: { by: 'endpoint', service, url },
      carryOut: async (signal) =>
        outcomeOf(await operation.call(input, signal), style, { operation, resource }),
    };
  } catch (mistake) {
    if (!(mistake instanceof ParametersError)) throw mistake;
    const text = JSON.stringify(parameters);
    return nobody(`The Parameters '${text}' could not be used to start the Task: [${mistake.message}]`);
  }
}

interface Called {
  readonly operation: ServiceOperation;
  readonly resource: ServiceResource;
}

async function outcomeOf(
  answer: ServiceAnswer,
  style: ServiceStyle,
  { operation, resource }: Called,
): Promise<Outcome> {
  switch (answer.type) {
    case 'refused':
      return style.refusal(answer);
    case 'unreachable':
      return failed(`${style.errorPrefix}.SdkClientException`, answer.message);
    case 'answered':
      try {
        const output = await taskResult(answer.output, operation.shapes.output, style.naming);
        return style.hiddenFailure?.(output) ?? succeeded(style.result(output, answer.head));
      } catch (problem) {
        return brokenResult(problem, style, resource);
      }
    default:
      return answer satisfies never;
  }
}

/** The body has come to an end too late or too early. */
function brokenResult(
  problem: unknown,
  style: ServiceStyle,
  { resourceType, action }: ServiceResource,
): Failure {
  if (problem instanceof ResultTooLarge) {
    const resource = `arn:aws:states:::${resourceType}:${action}`;
    return failed(ErrorName.DataLimitExceeded, tooLargeCause(resource));
  }
  const message = problem instanceof Error ? problem.message : String(problem);
  return failed(`${style.errorPrefix}.SdkClientException`, `Unable to execute HTTP request: ${message}`);
}

/**
 * A queue's URL says where the queue is, and requests go there. Only where it names AWS itself, or a host below
 * localhost that resolvers need not know, does the configured endpoint stand for it.
 */
function queueEndpoint(parameters: Json): string | undefined {
  const url = isJsonObject(parameters) ? parameters['QueueUrl'] : undefined;
  if (typeof url !== 'string' || !URL.canParse(url)) return undefined;
  const { hostname, origin } = new URL(url);
  return isAws(url) || hostname.endsWith('.localhost') ? undefined : origin;
}
