import type { Json } from '../../asl/json.ts';
import type { Place } from '../engine/arn.ts';
import type { Execution } from '../engine/execution.ts';
import type {
  BegunTask,
  CancelTask,
  Clock,
  IdSource,
  TaskObserver,
  TaskRunner,
  TaskServices,
} from '../engine/ports.ts';
import type { TaskReport, TaskRequest, TaskResource } from '../engine/task-request.ts';
import { BoundFunctions } from './bound-functions.ts';
import { type Endpoints, type Environment, noEndpoints } from './endpoints.ts';
import { apiGatewayCarrier } from './integrations/api-gateway.ts';
import type { Carrier } from './integrations/carrier.ts';
import { functionCarrier, type FunctionHosts, invokeCarrier } from './integrations/function-call.ts';
import { httpCarrier, type HttpTaskPorts } from './integrations/http-task.ts';
import { type Failure, notPossible, type Outcome } from './integrations/outcome.ts';
import { serviceCarrier } from './integrations/service-call.ts';
import { resumeNestedExecution, startNestedExecution } from './integrations/start-execution.ts';
import { readHttpHosts } from './http-hosts.ts';
import type { HttpService } from './http-message.ts';
import type { Mocks } from './mocks.ts';
import { randomIds } from './random-ids.ts';
import type { Resolution, ResolutionObserver } from './resolution.ts';
import { ServiceClients } from './sdk/service-clients.ts';
import { systemClock } from './system-clock.ts';

export interface TaskRunnerOptions {
  readonly services: TaskServices;
  readonly place: Place;
  readonly functions?: BoundFunctions;
  readonly endpoints?: Endpoints;
  readonly mocks?: Mocks;
  /** The Step Functions API of this process, which `aws-sdk:sfn` tasks call. */
  readonly stepFunctionsApi?: HttpService;
  readonly onResolved?: ResolutionObserver;
  /** Of STATEYARD_HTTP_HOSTS, and of the variables that say whether there are credentials for AWS. */
  readonly environment?: Environment;
  /** Takes a sentence about what a user may not expect, such as a task that reaches AWS itself. */
  readonly warn?: (sentence: string) => void;
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

/** One attempt of a task, with whom to tell. */
interface Attempt {
  readonly execution: Execution;
  readonly task: TaskRequest;
  readonly report: (report: TaskReport) => void;
  readonly observer?: TaskObserver | undefined;
}

type ServiceTaskResource = Extract<TaskResource, { readonly kind: 'service' }>;

const nothingToCancel: CancelTask = () => {};

class LocalTaskRunner implements TaskRunner {
  readonly #options: TaskRunnerOptions;
  readonly #hosts: FunctionHosts & HttpTaskPorts;

  constructor(options: TaskRunnerOptions) {
    const { place, endpoints = noEndpoints, environment = {}, stepFunctionsApi } = options;
    const warn = sayingOnce(options.warn ?? console.warn);
    const inProcess = stepFunctionsApi === undefined ? {} : { sfn: stepFunctionsApi };
    this.#options = options;
    this.#hosts = {
      place,
      clock: options.clock ?? systemClock,
      ids: options.ids ?? randomIds,
      functions: options.functions ?? new BoundFunctions(),
      clients: new ServiceClients({ endpoints, environment, inProcess, region: place.region, warn }),
      httpHosts: readHttpHosts(environment),
      warn,
    };
  }

  start(
    execution: Execution,
    task: TaskRequest,
    report: (report: TaskReport) => void,
    observer?: TaskObserver,
  ): CancelTask {
    const attempt: Attempt = { execution, task, report, observer };
    const mock = this.#options.mocks?.find(execution, task);
    if (mock === undefined) return this.#carryOut(attempt, task.resource);
    this.#tell(attempt, mock.resolution);
    for (const said of mock.reports) report(said);
    return nothingToCancel;
  }

  /** Mocked answers are numbered, and the numbers go on. */
  recall(execution: Execution, task: TaskRequest): void {
    this.#options.mocks?.find(execution, task);
  }

  /**
   * What a worker or the holder of a token may have in hands is left to them, and a submitted job is followed. All else
   * is done again, because nobody knows how far it came.
   */
  resume(
    execution: Execution,
    { task, progress }: BegunTask,
    report: (report: TaskReport) => void,
  ): CancelTask {
    const { resource } = task;
    if (resource.kind === 'activity' && progress.type === 'started') return nothingToCancel;
    if (resource.kind === 'service' && progress.type === 'submitted') {
      return this.#followOn({ execution, task, report }, resource, progress.output);
    }
    return this.start(execution, task, report);
  }

  #followOn(attempt: Attempt, resource: ServiceTaskResource, submitted: Json): CancelTask {
    const { report } = attempt;
    if (resource.pattern === 'waitForTaskToken') return nothingToCancel;
    if (isStartExecution(resource)) {
      const { services } = this.#options;
      return resumeNestedExecution({ submitted, pattern: resource.pattern, report }, services);
    }
    const { follow } = this.#serviceCarrier(resource, attempt);
    if (follow === undefined) return nothingToCancel;
    const abort = new AbortController();
    void follow(submitted, abort.signal)
      .catch(defective)
      .then((outcome) => report(outcome));
    return () => abort.abort();
  }

  #carryOut(attempt: Attempt, resource: TaskResource): CancelTask {
    const { task, report } = attempt;
    switch (resource.kind) {
      case 'activity':
        this.#tell(attempt, { by: 'engine' });
        return this.#options.services.scheduleActivity(task, report);
      case 'lambdaFunction':
        return this.#give(attempt, functionCarrier(resource.functionArn, task.parameters, this.#hosts));
      case 'service':
        return isStartExecution(resource)
          ? this.#startExecution(attempt, resource)
          : this.#give(attempt, this.#serviceCarrier(resource, attempt));
      default:
        return resource satisfies never;
    }
  }

  #startExecution(attempt: Attempt, { pattern }: ServiceTaskResource): CancelTask {
    const { task, report } = attempt;
    this.#tell(attempt, { by: 'engine' });
    report({ type: 'started' });
    const ports = { ...this.#hosts, services: this.#options.services };
    return startNestedExecution({ parameters: task.parameters, pattern, report }, ports);
  }

  #serviceCarrier(resource: ServiceTaskResource, { task: { parameters }, observer }: Attempt): Carrier {
    switch (`${resource.resourceType}:${resource.action}`) {
      case 'lambda:invoke':
        return invokeCarrier(parameters, this.#hosts);
      case 'http:invoke':
        return httpCarrier(parameters, { ...this.#hosts, ...observer });
      case 'apigateway:invoke':
        return apiGatewayCarrier(parameters, this.#hosts);
      default:
        return serviceCarrier(resource, parameters, this.#hosts);
    }
  }

  #give(attempt: Attempt, carrier: Carrier): CancelTask {
    this.#tell(attempt, carrier.resolution);
    attempt.report({ type: 'started' });
    const abort = new AbortController();
    const outcome = carrier.carryOut(abort.signal);
    if (!(outcome instanceof Promise)) {
      end(attempt, outcome);
      return nothingToCancel;
    }
    void settle(attempt, carrier, { outcome, signal: abort.signal });
    return () => abort.abort();
  }

  #tell({ task, execution }: Attempt, resolution: Resolution): void {
    this.#options.onResolved?.(resolution, task, execution);
  }
}

function sayingOnce(say: (sentence: string) => void): (sentence: string) => void {
  const said = new Set<string>();
  return (sentence) => {
    if (!said.has(sentence)) say(sentence);
    said.add(sentence);
  };
}

function isStartExecution({ resourceType, action }: ServiceTaskResource): boolean {
  return resourceType === 'states' && action === 'startExecution';
}

/** A task that is followed has two ends: its request is submitted, and what that started comes to its own. */
async function settle(
  attempt: Attempt,
  { follow }: Carrier,
  { outcome, signal }: { readonly outcome: Promise<Outcome>; readonly signal: AbortSignal },
): Promise<void> {
  try {
    const first = await outcome;
    end(attempt, first);
    if (follow === undefined || first.type === 'failed') return;
    attempt.report(await follow(first.output, signal));
  } catch (defect) {
    attempt.report(defective(defect));
  }
}

/** A callback's request has only been submitted when it succeeds; the token's holder ends the task. */
function end({ task: { resource }, report }: Attempt, outcome: Outcome): void {
  const waits = resource.kind === 'service' && resource.pattern !== 'requestResponse';
  if (outcome.type === 'failed') report({ ...outcome, type: waits ? 'submitFailed' : 'failed' });
  else report({ type: waits ? 'submitted' : 'succeeded', output: outcome.output });
}

function defective(defect: unknown): Failure {
  return notPossible(`Stateyard failed to carry out the task: ${String(defect)}`);
}
