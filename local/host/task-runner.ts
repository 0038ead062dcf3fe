import type { Place } from '../engine/arn.ts';
import type { Execution } from '../engine/execution.ts';
import type { CancelTask, Clock, IdSource, TaskRunner, TaskServices } from '../engine/ports.ts';
import type { IntegrationPattern, TaskReport, TaskRequest, TaskResource } from '../engine/task-request.ts';
import { BoundFunctions } from './bound-functions.ts';
import { type Endpoints, type Environment, noEndpoints } from './endpoints.ts';
import { invokeBound } from './integrations/bound-invocation.ts';
import { invokeAtEndpoint } from './integrations/endpoint-invocation.ts';
import {
  functionInvocation,
  functionOutcome,
  invokeInvocation,
  invokeOutcome,
} from './integrations/lambda.ts';
import { type Invocation, type InvocationResult, qualifiedName } from './integrations/lambda-invocation.ts';
import { notPossible, type Outcome, whenSettled } from './integrations/outcome.ts';
import { prepareServiceCall } from './integrations/service-call.ts';
import { startNestedExecution } from './integrations/start-execution.ts';
import type { Mocks } from './mocks.ts';
import { randomIds } from './random-ids.ts';
import type { Resolution, ResolutionObserver } from './resolution.ts';
import type { FetchHandler } from './sdk/in-process-handler.ts';
import { ServiceClients } from './sdk/service-clients.ts';
import { systemClock } from './system-clock.ts';

export interface TaskRunnerOptions {
  readonly services: TaskServices;
  readonly place: Place;
  readonly functions?: BoundFunctions;
  readonly endpoints?: Endpoints;
  readonly mocks?: Mocks;
  /** The Step Functions API of this process, which `aws-sdk:sfn` tasks call. */
  readonly stepFunctionsApi?: FetchHandler;
  readonly onResolved?: ResolutionObserver;
  /** Of AWS_ACCESS_KEY_ID and AWS_PROFILE, which say whether there are credentials for a local endpoint. */
  readonly environment?: Environment;
  readonly clock?: Clock;
  readonly ids?: IdSource;
}

/**
 * Carries out Task states on one machine. Who does it is decided in this order: the mock file, a function of this
 * process, a configured endpoint; else the task fails with what the user can do about it, and never succeeds.
 */
export function createTaskRunner(options: TaskRunnerOptions): TaskRunner {
  return new LocalTaskRunner(options);
}

type Report = (report: TaskReport) => void;

/** One attempt of a task, with whom to tell. */
interface Attempt {
  readonly execution: Execution;
  readonly task: TaskRequest;
  readonly report: Report;
}

const nothingToCancel: CancelTask = () => {};

class LocalTaskRunner implements TaskRunner {
  readonly #options: TaskRunnerOptions;
  readonly #functions: BoundFunctions;
  readonly #clients: ServiceClients;
  readonly #ports: { readonly place: Place; readonly clock: Clock; readonly ids: IdSource };

  constructor(options: TaskRunnerOptions) {
    const { place, endpoints = noEndpoints, environment = {}, stepFunctionsApi } = options;
    this.#options = options;
    this.#functions = options.functions ?? new BoundFunctions();
    this.#ports = { place, clock: options.clock ?? systemClock, ids: options.ids ?? randomIds };
    const inProcess = stepFunctionsApi === undefined ? {} : { sfn: stepFunctionsApi };
    this.#clients = new ServiceClients({ endpoints, environment, inProcess, region: place.region });
  }

  start(execution: Execution, task: TaskRequest, report: Report): CancelTask {
    const attempt: Attempt = { execution, task, report };
    const mock = this.#options.mocks?.find(execution, task);
    if (mock === undefined) return this.#carryOut(attempt, task.resource);
    this.#tell(attempt, mock.resolution);
    for (const said of mock.reports) report(said);
    return nothingToCancel;
  }

  #carryOut(attempt: Attempt, resource: TaskResource): CancelTask {
    switch (resource.kind) {
      case 'activity':
        this.#tell(attempt, { by: 'engine' });
        return this.#options.services.scheduleActivity(attempt.task, attempt.report);
      case 'lambdaFunction':
        return this.#callFunction(attempt, resource.functionArn);
      case 'service':
        return this.#callService(attempt, resource);
      default:
        return resource satisfies never;
    }
  }

  #callFunction(attempt: Attempt, functionArn: string): CancelTask {
    const invocation = functionInvocation(functionArn, attempt.task.parameters);
    return this.#invoke(attempt, invocation, (result) => functionOutcome(functionArn, result));
  }

  #callService(attempt: Attempt, resource: ServiceTaskResource): CancelTask {
    const { resourceType, action, pattern } = resource;
    const { task } = attempt;
    if (resourceType === 'states' && action === 'startExecution')
      return this.#startExecution(attempt, resource);
    if (pattern === 'sync' || pattern === 'sync:2') {
      return this.#give(
        attempt,
        notPossible(`Stateyard does not wait for the end of ${resourceType} jobs: mock the state.`),
      );
    }
    if (resourceType !== 'lambda' || action !== 'invoke') return this.#request(attempt, resource);
    const invocation = invokeInvocation(task.parameters);
    if (invocation === undefined) {
      return this.#give(
        attempt,
        notPossible('lambda:invoke needs FunctionName, the name or the ARN of a function.'),
      );
    }
    return this.#invoke(attempt, invocation, (result) => invokeOutcome(invocation.functionName, result));
  }

  #startExecution(attempt: Attempt, { pattern }: ServiceTaskResource): CancelTask {
    const { task, report } = attempt;
    this.#tell(attempt, { by: 'engine' });
    report({ type: 'started' });
    const ports = { ...this.#ports, services: this.#options.services };
    return startNestedExecution({ parameters: task.parameters, pattern, report }, ports);
  }

  #invoke(
    attempt: Attempt,
    invocation: Invocation,
    outcomeOf: (result: InvocationResult) => Outcome,
  ): CancelTask {
    const { functionName } = invocation;
    const handler = this.#functions.find(qualifiedName(invocation));
    if (handler !== undefined) {
      this.#begin(attempt, { by: 'function', functionName });
      const result = invokeBound(handler, invocation, this.#ports);
      whenSettled(result, (settled) => end(attempt, outcomeOf(settled)));
      return nothingToCancel;
    }
    const url = this.#clients.urlOf('lambda');
    if (url === undefined) return this.#give(attempt, notPossible(this.#unbound(functionName)));
    this.#begin(attempt, { by: 'endpoint', service: 'lambda', url });
    return settleLater(attempt, async (signal) =>
      outcomeOf(await invokeAtEndpoint(invocation, this.#clients, signal)),
    );
  }

  #request(attempt: Attempt, resource: ServiceTaskResource): CancelTask {
    const call = prepareServiceCall(resource, attempt.task.parameters, this.#clients);
    if ('type' in call) return this.#give(attempt, call);
    this.#begin(attempt, { by: 'endpoint', service: call.service, url: call.url });
    return settleLater(attempt, call.send);
  }

  /** Nobody can carry the task out. */
  #give(attempt: Attempt, outcome: Outcome): CancelTask {
    this.#begin(attempt, { by: 'nobody' });
    end(attempt, outcome);
    return nothingToCancel;
  }

  #begin(attempt: Attempt, resolution: Resolution): void {
    this.#tell(attempt, resolution);
    attempt.report({ type: 'started' });
  }

  #tell({ task, execution }: Attempt, resolution: Resolution): void {
    this.#options.onResolved?.(resolution, task, execution);
  }

  #unbound(functionName: string): string {
    const known = this.#functions.names();
    const bound = known.length === 0 ? 'no function is bound' : `bound are ${known.join(', ')}`;
    return `Nothing on this machine stands for the function '${functionName}' (${bound}). Bind a function of that name, set LAMBDA_ENDPOINT to a Lambda API, or mock the state.`;
  }
}

type ServiceTaskResource = Extract<TaskResource, { readonly kind: 'service' }>;

function settleLater(attempt: Attempt, work: (signal: AbortSignal) => Promise<Outcome>): CancelTask {
  const abort = new AbortController();
  void work(abort.signal).then(
    (outcome) => end(attempt, outcome),
    (defect: unknown) =>
      end(attempt, notPossible(`Stateyard failed to carry out the task: ${String(defect)}`)),
  );
  return () => abort.abort();
}

/** A callback's request has only been submitted when it succeeds; the token's holder ends the task. */
function end({ task, report }: Attempt, outcome: Outcome): void {
  const waits = patternOf(task) !== 'requestResponse';
  if (outcome.type === 'succeeded')
    report({ type: waits ? 'submitted' : 'succeeded', output: outcome.output });
  else report({ ...outcome, type: waits ? 'submitFailed' : 'failed' });
}

function patternOf({ resource }: TaskRequest): IntegrationPattern {
  return resource.kind === 'service' ? resource.pattern : 'requestResponse';
}
