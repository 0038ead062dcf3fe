import type { Execution } from './execution.ts';
import { retention, type Weight, weightOf } from './retention.ts';
import type { Revision, StateMachine } from './state-machine.ts';

/** An execution and what it was started from, which an update of the machine does not change. */
export interface StartedExecution {
  readonly execution: Execution;
  readonly machine: Pick<StateMachine, 'arn' | 'name'>;
  readonly revision: Revision;
}

/** All executions that can be described: those under way, and the last that have ended. */
export class ExecutionRegistry {
  readonly #byArn = new Map<string, StartedExecution>();
  /** By the ARN of the machine, or of the Map Run that started them. */
  readonly #byOrigin = new Map<string, Map<string, StartedExecution>>();
  /** In order of their end, the oldest first. */
  readonly #ended = new Map<StartedExecution, Weight>();
  /** Lives on: a new iterator would walk over the gaps that all the forgotten ones have left at the beginning. */
  readonly #oldest = this.#ended.keys();
  readonly #onForgotten: (arn: string) => void;
  #events = 0;
  #dataBytes = 0;

  constructor(onForgotten: (arn: string) => void = () => {}) {
    this.#onForgotten = onForgotten;
  }

  /** A child execution that is known already has been redriven. */
  add(started: StartedExecution): void {
    const { arn } = started.execution.start;
    const known = this.#byArn.get(arn);
    if (known?.execution === started.execution) return this.markRedriven(known);
    const origin = originOf(started);
    this.#byArn.set(arn, started);
    const siblings = this.#byOrigin.get(origin) ?? new Map<string, StartedExecution>();
    this.#byOrigin.set(origin, siblings.set(arn, started));
  }

  find(arn: string): StartedExecution | undefined {
    return this.#byArn.get(arn);
  }

  /** The executions of a state machine, the one that was started last first. */
  ofMachine(stateMachineArn: string): readonly StartedExecution[] {
    return this.#ofOrigin(stateMachineArn);
  }

  /** The child executions of a Map Run, the one that was started last first. */
  ofMapRun(mapRunArn: string): readonly StartedExecution[] {
    return this.#ofOrigin(mapRunArn);
  }

  /** From now on the execution counts against the retention, and may be forgotten. */
  markEnded(started: StartedExecution): void {
    const weight = weightOf(started.execution.history);
    this.#ended.set(started, weight);
    this.#events += weight.events;
    this.#dataBytes += weight.dataBytes;
    while (this.#ended.size > 1 && this.#areTooMany()) {
      const { value } = this.#oldest.next();
      if (value !== undefined) this.#forget(value);
    }
  }

  #areTooMany(): boolean {
    return (
      this.#ended.size > retention.executionsMax ||
      this.#events > retention.eventsMax ||
      this.#dataBytes > retention.dataBytesMax
    );
  }

  /** The opposite: it has been redriven. */
  markRedriven(started: StartedExecution): void {
    this.#unweigh(started);
  }

  #unweigh(started: StartedExecution): void {
    const weight = this.#ended.get(started);
    if (weight === undefined) return;
    this.#ended.delete(started);
    this.#events -= weight.events;
    this.#dataBytes -= weight.dataBytes;
  }

  /** Forgets the ended executions of a machine, so that their names may be used again. */
  forgetMachine(stateMachineArn: string): void {
    for (const started of this.ofMachine(stateMachineArn)) {
      if (this.#ended.has(started)) this.#forget(started);
    }
  }

  #forget(started: StartedExecution): void {
    const { arn } = started.execution.start;
    this.#unweigh(started);
    this.#byArn.delete(arn);
    const origin = originOf(started);
    const siblings = this.#byOrigin.get(origin);
    siblings?.delete(arn);
    if (siblings?.size === 0) this.#byOrigin.delete(origin);
    this.#onForgotten(arn);
  }

  #ofOrigin(arn: string): readonly StartedExecution[] {
    return [...(this.#byOrigin.get(arn)?.values() ?? [])].toReversed();
  }
}

function originOf({ execution: { start } }: StartedExecution): string {
  return start.mapRun?.arn ?? start.stateMachineArn;
}
