import { isJsonObject, type Json } from '../../../asl/json.ts';
import { executionArn, stateMachineArn } from '../../engine/arn.ts';
import { Driver, type Run } from '../../engine/driver.ts';
import type { Execution, ExecutionStart } from '../../engine/execution.ts';
import { createExecution } from '../../engine/interpreter.ts';
import { invariant } from '../../engine/invariant.ts';
import type { CancelTask, MapRunStorage } from '../../engine/ports.ts';
import type { TaskReport, TaskRequest } from '../../engine/task-request.ts';
import { TaskTokens } from '../../engine/task-tokens.ts';
import { Attempts } from './attempts.ts';
import { actionOf, bindingsByName, findBinding, targetOf } from './bindings.ts';
import type { Binding } from './double.ts';
import { type Machine, runPlace } from './machine.ts';
import { type Eventually, type Outcome, whenDone } from './outcome.ts';
import { perform } from './perform.ts';
import type { RunClock } from './run-clock.ts';
import type { AttemptEntry, LogEntry } from './run-log.ts';
import type { Attempt, TaskCall } from './task-call.ts';
import {
  isStartExecution,
  isWaitedFor,
  reportOfEnd,
  reportOfExecution,
  reportsOfBeginning,
  startedResult,
} from './task-reports.ts';
import { WorkUnderWay } from './work-under-way.ts';

/** Stands between a call and what is bound to it: `invoke` invokes that, as often as one likes. */
export type Intercept = (attempt: Attempt, invoke: () => Eventually<Outcome>) => Eventually<Outcome>;

export interface SimulationSettings {
  readonly bindings: readonly Binding[];
  readonly intercept: Intercept;
  readonly storage: MapRunStorage;
  /** Of the first execution; those that it starts are numbered. */
  readonly executionName: string;
  /** Jitter, `$random`, `$uuid` and task tokens follow from it. */
  readonly seed: number;
  readonly clock: RunClock;
}

/**
 * One run: the engine's driver in virtual time, over doubles. Nothing of it leaves the process, and nothing waits.
 *
 * R1  Virtual time stands still while an attempt, or a late delivery, is really under way.
 * R2  The run goes on until there is nothing left to do, after the end of the execution too: late deliveries arrive.
 * R3  What is wrong with a double, or with the engine, ends the run and is thrown.
 */
export class Simulation {
  readonly log: LogEntry[] = [];
  readonly #settings: SimulationSettings;
  readonly #clock: RunClock;
  readonly #bindings: ReadonlyMap<string, Binding>;
  readonly #attempts: Attempts;
  readonly #underWay = new WorkUnderWay();
  readonly #driver: Driver;
  readonly #machines = new Map<Execution, Machine>();
  #first: Run | undefined;
  #defect: { readonly thrown: unknown } | undefined;

  constructor(settings: SimulationSettings) {
    const { clock } = settings;
    this.#settings = settings;
    this.#clock = clock;
    this.#bindings = bindingsByName(settings.bindings);
    this.#attempts = new Attempts({
      now: () => clock.now(),
      later: (seconds, act) => this.#later(seconds, act),
      stopExecution: () => this.#stop(),
    });
    this.#driver = new Driver({
      clock,
      taskRunner: {
        start: (execution, task, report) =>
          this.#startTask({ task, machine: this.#machineOf(execution), report }),
      },
      taskTokens: new TaskTokens(),
      storage: settings.storage,
      mapRuns: { mapRunStarted: () => {}, childStarted: () => {}, childEnded: () => {} },
      journal: undefined,
      waitTimeScale: 1,
      onDefect: (thrown) => (this.#defect ??= { thrown }),
    });
  }

  /** Runs the machine to its end, at once unless something is awaited. */
  execute(machine: Machine, input: Json): Eventually<Execution> {
    const { execution } = this.#start(machine, input, () => {});
    return whenDone(this.#proceed(), () => execution);
  }

  #proceed(): Eventually<void> {
    for (let steps = 0; steps < stepsMax; steps += 1) {
      if (this.#defect !== undefined) throw this.#defect.thrown; // R3
      if (!this.#underWay.isEmpty) return this.#underWay.settle().then(() => this.#proceed()); // R1
      if (!this.#clock.doNext()) return undefined; // R2
    }
    throw new Error(`The run is still busy after ${stepsMax} steps: does the workflow loop?`);
  }

  #start(machine: Machine, input: Json, onEnded: (execution: Execution) => void): Run {
    const execution = createExecution(machine.program, this.#describeStart(machine, input));
    this.#machines.set(execution, machine);
    machine.followed.length = 0;
    const run = this.#driver.admit(execution, {
      onStepped: () => this.#takeFollowed(machine),
      onEnded: () => onEnded(execution),
    });
    this.#first ??= run;
    this.#driver.deliver(run, { type: 'ExecutionStarted', at: this.#clock.now() });
    return run;
  }

  #describeStart({ name: machineName, type }: Machine, input: Json): ExecutionStart {
    const { executionName, seed } = this.#settings;
    const number = this.#machines.size;
    const name = number === 0 ? executionName : `${executionName}-${number}`;
    return {
      arn: executionArn(runPlace, machineName, name),
      name,
      stateMachineArn: stateMachineArn(runPlace, machineName),
      stateMachineName: machineName,
      roleArn: `arn:aws:iam::${runPlace.accountId}:role/${machineName}`,
      type,
      input,
      seed: seed + number,
    };
  }

  #later(seconds: number, act: () => unknown): void {
    this.#clock.setTimer(this.#clock.now() + seconds * 1000, () => {
      const work = act();
      if (work instanceof Promise) this.#underWay.add(work, () => {});
    });
  }

  /** StopExecution. */
  #stop(): void {
    if (this.#first !== undefined)
      this.#driver.deliver(this.#first, { type: 'ExecutionStopped', at: this.#clock.now() });
  }

  #machineOf(execution: Execution): Machine {
    const machine = this.#machines.get(execution);
    invariant(machine !== undefined, 'a task belongs to an execution of this run');
    return machine;
  }

  /** A step of an execution is over: what its machine has told meanwhile is of this run. */
  #takeFollowed({ name: workflow, followed, coverage }: Machine): void {
    const at = this.#clock.now();
    for (const place of followed) {
      this.log.push({ type: 'followed', at, workflow, place });
      coverage.add(place);
    }
    followed.length = 0;
  }

  #startTask(started: StartedTask): CancelTask {
    const { task, machine, report } = started;
    const binding = findBinding(this.#bindings, task);
    if (binding === undefined) return this.#startUnbound(started);
    const { attempt, open } = this.#attempts.begin(task, machine, binding);
    for (const said of reportsOfBeginning(task)) report(said);
    const entry: AttemptEntry = { type: 'attempt', at: attempt.startedAt, attempt, outcome: undefined };
    this.log.push(entry);
    const end = (outcome: Outcome): void => {
      entry.outcome = outcome;
      open.isOver = outcome.type === 'succeeded';
      this.#reportEnd(started, outcome, attempt.call);
    };
    const outcome = this.#settings.intercept(attempt, () => perform(binding, attempt));
    if (outcome instanceof Promise) this.#underWay.add(outcome, end);
    else end(outcome);
    return nothingToCancel;
  }

  #reportEnd({ task, report }: StartedTask, outcome: Outcome, call: TaskCall): void {
    const said = reportOfEnd(outcome, task, call);
    if (said === undefined) return;
    if (outcome.afterSeconds === 0) report(said);
    else this.#later(outcome.afterSeconds, () => report(said));
  }

  /** A workflow that nothing stands for is run itself, as part of this run. */
  #startUnbound({ task, machine, report }: StartedTask): CancelTask {
    const child = isStartExecution(task.resource) ? machine.nested(targetOf(task)) : undefined;
    if (child === undefined) throw new Error(unboundSentence(task));
    const isWaiting = isWaitedFor(task.resource);
    const input = (isJsonObject(task.parameters) ? task.parameters['Input'] : undefined) ?? {};
    const run = this.#start(child, input, (execution) => {
      if (isWaiting) report(reportOfExecution(execution, task));
    });
    for (const said of reportsOfBeginning(task)) report(said);
    if (!isWaiting) report({ type: 'succeeded', output: startedResult(run.execution) });
    return () => {
      if (isWaiting) this.#driver.deliver(run, { type: 'ExecutionStopped', at: this.#clock.now() });
    };
  }
}

interface StartedTask {
  readonly task: TaskRequest;
  readonly machine: Machine;
  readonly report: (report: TaskReport) => void;
}

const nothingToCancel: CancelTask = () => {};

function unboundSentence(task: TaskRequest): string {
  const target = targetOf(task) || actionOf(task);
  return (
    `Nothing stands for ${target}, which the state ${task.stateName} calls. ` +
    `Add double('${task.stateName}', …) to the tasks, a double of the task, or the task itself to run its own code.`
  );
}

/** Far more than any workflow needs; a loop without an end is told from a long one. */
const stepsMax = 1_000_000;
