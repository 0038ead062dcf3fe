import { isJsonObject, type Json, type JsonObject } from '../../../asl/json.ts';
import type { Clock, IdSource } from '../../engine/ports.ts';
import type { IntegrationPattern } from '../../engine/task-request.ts';
import { ParametersError, sdkInput } from '../sdk/parameters.ts';
import { isAws, type ServiceClients, type ServiceOperation } from '../sdk/service-clients.ts';
import { type AdaptedAction, adaptedAction } from './adapted-action.ts';
import { type Carrier, nobody } from './carrier.ts';
import { followJob } from './follow-job.ts';
import type { Job } from './job.ts';
import { type AnsweredRequest, answerOfAws } from './emulated-answer.ts';
import { findJob } from './jobs.ts';
import { knownRefusal } from './known-refusal.ts';
import { callOperation, type OperationCall } from './operation-call.ts';
import { failed, type Outcome, succeeded } from './outcome.ts';
import { strangeQueueHost } from './queue-host.ts';
import { optimizedStyle, sdkStyle, type ServiceStyle } from './service-style.ts';

/** What `Resource` says: `sqs` or `aws-sdk:sqs`, `sendMessage`, and the pattern. */
export interface ServiceResource {
  readonly resourceType: string;
  readonly action: string;
  readonly pattern: IntegrationPattern;
}

export interface ServiceCallPorts {
  readonly clients: ServiceClients;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** A Task that calls an operation of a service, optimized or through the SDK, and may wait for the job it starts. */
export function serviceCarrier(
  resource: ServiceResource,
  parameters: Json,
  ports: ServiceCallPorts,
): Carrier {
  const { resourceType, action, pattern } = resource;
  const adapted = adaptedAction(resourceType, action);
  const what = `'${resourceType}:${action}'`;
  if (adapted.missing !== undefined) {
    return nobody(`Stateyard does not carry out ${what}, since ${adapted.missing}: mock the state.`);
  }
  const job = pattern === 'sync' ? findJob(resourceType, action) : undefined;
  if (job === undefined && (pattern === 'sync' || pattern === 'sync:2')) {
    return nobody(`Step Functions has no ${what} that waits for a job with '.${pattern}'.`);
  }
  const prepared = prepare({ ...resource, adapted }, parameters, ports.clients);
  return typeof prepared === 'string' ? nobody(prepared) : carrier(prepared, job, ports);
}

/** A call, and what it is part of. */
interface Prepared {
  readonly call: OperationCall;
  readonly adapted: AdaptedAction;
  readonly parameters: JsonObject;
  readonly pattern: IntegrationPattern;
}

/** A string says, for the user, why the call cannot be made. */
function prepare(
  asked: ServiceResource & { readonly adapted: AdaptedAction },
  parameters: Json,
  clients: ServiceClients,
): Prepared | string {
  const { resourceType, action, pattern, adapted } = asked;
  const optimized = optimizedStyle(resourceType);
  const service = adapted.service ?? optimized?.service ?? sdkService(resourceType);
  if (service === undefined) return `Stateyard has no integration '${resourceType}:${action}'.`;
  const operation = clients.find(service, adapted.operation ?? action);
  if (typeof operation === 'string') return operation;
  const style = optimized ?? sdkStyle(service, operation.serviceId);
  const input = operationInput(parameters, operation, { style, adapted });
  if (typeof input === 'string') return input;
  const call = { operation, style, input, resource: `arn:aws:states:::${resourceType}:${action}` };
  return { call, adapted, parameters: isJsonObject(parameters) ? parameters : {}, pattern };
}

/** A string says, in AWS's words, what is wrong with the parameters. */
function operationInput(
  parameters: Json,
  { shapes }: ServiceOperation,
  { style, adapted }: { readonly style: ServiceStyle; readonly adapted: AdaptedAction },
): object | string {
  try {
    const isAdapted = adapted.request !== undefined && isJsonObject(parameters);
    return sdkInput(isAdapted ? adapted.request(parameters) : parameters, shapes.input, style.naming);
  } catch (mistake) {
    if (!(mistake instanceof ParametersError)) throw mistake;
    const text = JSON.stringify(parameters);
    return `The Parameters '${text}' could not be used to start the Task: [${mistake.message}]`;
  }
}

function sdkService(resourceType: string): string | undefined {
  return /^aws-sdk:(.+)$/.exec(resourceType)?.[1];
}

function carrier(prepared: Prepared, job: Job | undefined, ports: ServiceCallPorts): Carrier {
  const { service, url } = prepared.call.operation;
  const resolution = { by: 'endpoint', service, url } as const;
  if (job === undefined) return { resolution, carryOut: (signal) => carryOut(prepared, ports.ids, signal) };
  const call = jobCalls(prepared, ports.clients);
  return {
    resolution,
    /** A job that may have started must be known, to be stopped: its start is never given up. */
    carryOut: () => carryOut(prepared, ports.ids, neverAborted),
    follow: (output, signal) => {
      const started = { ...prepared.parameters, ...(isJsonObject(output) && output) };
      return followJob(job, { started, signal }, { clock: ports.clock, call });
    },
  };
}

const neverAborted = new AbortController().signal;

async function carryOut(prepared: Prepared, ids: IdSource, signal: AbortSignal): Promise<Outcome> {
  const { call, adapted, parameters, pattern } = prepared;
  const { style, operation } = call;
  const host = operation.service === 'sqs' ? strangeQueueHost(parameters, operation.url) : undefined;
  if (host !== undefined) {
    return missing(style, `Unable to execute HTTP request: ${host}: Name or service not known`);
  }
  const refused = isAws(operation.url) ? undefined : refusedByAws(call, ids);
  if (refused !== undefined) return refused;
  const reply = await callOperation(call, signal);
  if (reply.type === 'failed') return reply;
  const answer = isAws(operation.url) ? reply : answerOfAws(requestOf(prepared), reply);
  const output = adapted.response?.(answer.output, parameters) ?? answer.output;
  return style.hiddenFailure?.(output, pattern) ?? succeeded(style.result(output, answer.head));
}

/** What no emulator need be asked: AWS is known to refuse it, and how. */
function refusedByAws({ operation, style, input }: OperationCall, ids: IdSource): Outcome | undefined {
  const refusal = knownRefusal(operation.service, operation.shapes, { ...input });
  if (refusal === undefined) return undefined;
  const response = { status: 400, requestId: ids.uuid(), extendedRequestId: undefined };
  return style.refusal({ type: 'refused', ...refusal, ...response });
}

function requestOf({ call: { operation, resource }, parameters }: Prepared): AnsweredRequest {
  return { service: operation.service, action: resource.slice(resource.lastIndexOf(':') + 1), parameters };
}

function jobCalls({ call }: Prepared, clients: ServiceClients): Parameters<typeof followJob>[2]['call'] {
  const { style, operation: start } = call;
  return (action, parameters, signal = neverAborted) => {
    const operation = clients.find(start.service, action);
    if (typeof operation === 'string') return Promise.resolve(missing(style, operation));
    const input = sdkInput(parameters, operation.shapes.input, style.naming);
    return callOperation({ ...call, operation, input }, signal);
  };
}

function missing({ errorPrefix }: ServiceStyle, cause: string) {
  return failed(`${errorPrefix}.SdkClientException`, cause);
}
