import { defaultIdempotencyKey } from '../../../asl/builder/idempotency-key.ts';
import type { TaskDefinition } from '../../../asl/builder/task-definition.ts';
import { isJsonObject, type Json } from '../../../asl/json.ts';
import { invariant } from '../../engine/invariant.ts';
import type { EpochMs } from '../../engine/signal.ts';
import type { TaskRequest } from '../../engine/task-request.ts';
import { actionOf, targetOf } from './bindings.ts';
import { CallBook, type OpenCall } from './call-book.ts';
import { type Binding, isDouble } from './double.ts';
import type { Machine } from './machine.ts';
import type { Attempt, AttemptMeans } from './task-call.ts';

export interface BegunAttempt {
  readonly attempt: Attempt;
  readonly open: OpenCall;
}

/** Makes attempts of the engine's task requests: which call each belongs to, and all that a double may want to know. */
export class Attempts {
  readonly #means: AttemptMeans;
  readonly #now: () => EpochMs;
  readonly #calls = new CallBook();
  readonly #invocations = new Map<Binding, number>();

  constructor({ now, ...means }: AttemptMeans & { readonly now: () => EpochMs }) {
    this.#now = now;
    this.#means = means;
  }

  begin(task: TaskRequest, machine: Machine, binding: Binding): BegunAttempt {
    const input = inputOf(task);
    const open = this.#callOf(task, machine, input);
    const { task: definition = isDouble(binding) ? undefined : binding } = open.call;
    return {
      open,
      attempt: {
        call: open.call,
        number: open.attempts,
        invocation: this.#countInvocation(binding),
        input,
        get idempotencyKey() {
          return idempotencyKeyOf(definition, task, input);
        },
        taskToken: task.taskToken,
        startedAt: this.#now(),
        ...this.#means,
      },
    };
  }

  #callOf(task: TaskRequest, machine: Machine, input: Json): OpenCall {
    const { stateName: state, retryCount } = task;
    const key = `${machine.name}/${state}`;
    const retried = retryCount === 0 ? undefined : this.#calls.retry(key, retryCount, input);
    return (
      retried ??
      this.#calls.begin(key, input, (occurrence) => {
        const definition = machine.taskStates.get(state);
        invariant(definition !== undefined, `the machine has a Task state '${state}'`);
        const bound = machine.tasks.get(targetOf(task));
        return {
          workflow: machine.name,
          state,
          occurrence,
          task: bound,
          resource: actionOf(task),
          definition,
        };
      })
    );
  }

  #countInvocation(binding: Binding): number {
    const count = (this.#invocations.get(binding) ?? 0) + 1;
    this.#invocations.set(binding, count);
    return count;
  }
}

/** What a function or a workflow is given; of all else the parameters as they are. */
function inputOf({ resource, parameters }: TaskRequest): Json {
  const field = resource.kind === 'service' ? inputFields[resource.resourceType] : undefined;
  if (field === undefined || !isJsonObject(parameters)) return parameters;
  return parameters[field] ?? {};
}

/** Where the parameters of an integration have it. */
const inputFields: { readonly [service: string]: string | undefined } = {
  lambda: 'Payload',
  states: 'Input',
};

function idempotencyKeyOf(definition: TaskDefinition | undefined, task: TaskRequest, input: Json): string {
  if (definition === undefined) return defaultIdempotencyKey(task.stateName, input);
  return definition.idempotencyKey(input, definition.input.parse(input));
}
