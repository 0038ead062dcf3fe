import type { Execution } from './execution.ts';
import type { Command, TimerPurpose } from './command.ts';
import { step } from './interpreter.ts';
import { type Journal, noJournal } from './journal.ts';
import { holding, passingOver } from './map-run/dataset-pages.ts';
import type { MapRun } from './map-run/map-run.ts';
import type { CancelTask, Clock, ItemPages, MapRunStorage, TaskRunner } from './ports.ts';
import type { Outstanding, Reading } from './replay.ts';
import type { EpochMs, Signal } from './signal.ts';
import {
  endsTask,
  type Holder,
  holderOf,
  type TaskProgress,
  type TaskReport,
  type TaskRequest,
} from './task-request.ts';
import type { TaskTokens } from './task-tokens.ts';

/**
 * Drives executions: gives signals to the core and carries out, through the ports, the commands that come back.
 *
 * D1  The core is never entered twice at once: what arrives while commands are carried out waits in one queue.
 * D2  The queue is first in, first out: the signals of an execution keep their order, and a busy execution
 *     stands in line behind all that came before.
 * D3  A turn of the event loop ends after `turnMsMax` or `turnSignalsMax`; the rest of the queue yields first. All
 *     the executions that never wait share one turn, one step after the other.
 * D4  Nothing reaches an execution that has ended: its timers and tasks are cancelled, late reports are dropped.
 * D5  A signal is in the journal from the moment it is delivered, and nothing is begun outside before the journal has
 *     kept it (journal.ts, K1 and K2). Express executions are in no journal.
 */
export class Driver {
  readonly #ports: DriverPorts;
  readonly #queue: Delivery[] = [];
  #next = 0;
  #turning = false;
  /** In the middle of their work, in the order in which they gave way. */
  readonly #busy: Run[] = [];
  #continuing = false;

  constructor(ports: DriverPorts) {
    this.#ports = ports;
  }

  /** Takes an execution in; it does nothing until `ExecutionStarted` is delivered. */
  admit(execution: Execution, listener: RunListener): Run {
    return { execution, listener, tasks: new Map(), timers: new Map(), readers: undefined, ended: false };
  }

  /** Goes on with an execution that has been replayed: asks again for all that it awaits. */
  resume(run: Run, outstanding: Outstanding): void {
    const { tasks, timers, readings, writings, isContinuing } = outstanding;
    for (const reading of readings.values()) this.#readOn(run, reading);
    for (const writing of writings.values()) this.#writeResults(run, writing);
    for (const { task, progress } of tasks.values()) this.#startTask(run, task, progress);
    for (const timer of [...timers.values()].sort((a, b) => a.at - b.at)) this.#setTimer(run, timer);
    if (isContinuing) this.#giveWay(run);
  }

  /** The signal is handled at once, or after those that are already waiting (D1). */
  deliver(run: Run, signal: Signal): void {
    if (run.ended) return;
    this.#journalOf(run).signalReceived(run.execution.start.arn, signal);
    this.#queue.push({ run, signal });
    if (!this.#turning) this.#turn();
  }

  #turn(): void {
    this.#turning = true;
    const { clock } = this.#ports;
    const until = clock.now() + turnMsMax;
    for (let taken = 0; ; taken += 1) {
      const delivery = this.#queue[this.#next];
      if (delivery === undefined) break;
      if (taken >= turnSignalsMax || clock.now() > until) return this.#yield();
      this.#next += 1;
      this.#handle(delivery);
    }
    this.#queue.length = 0;
    this.#next = 0;
    this.#turning = false;
  }

  #yield(): void {
    this.#queue.splice(0, this.#next);
    this.#next = 0;
    this.#ports.clock.yieldTurn(() => this.#turn());
  }

  #giveWay(run: Run): void {
    this.#busy.push(run);
    this.#awaitTurn();
  }

  #awaitTurn(): void {
    if (this.#continuing || this.#busy.length === 0) return;
    this.#continuing = true;
    this.#ports.clock.yieldTurn(() => this.#continue());
  }

  /** Time alone is no limit: there are clocks that stand still meanwhile. */
  #continue(): void {
    this.#continuing = false;
    const { clock } = this.#ports;
    const until = clock.now() + turnMsMax;
    for (let steps = 0; steps < turnStepsMax && clock.now() <= until; steps += 1) {
      const run = this.#busy.shift();
      if (run !== undefined) this.deliver(run, { type: 'Continued', at: clock.now() });
    }
    this.#awaitTurn();
  }

  #handle({ run, signal }: Delivery): void {
    if (run.ended) return;
    this.#guard(run, () => {
      const commands = step(run.execution, signal);
      run.listener.onStepped?.();
      for (const command of commands) {
        if (!run.ended) this.#carryOut(run, command);
      }
    });
  }

  /** A defect ends the execution, and no other. */
  #guard(run: Run, act: () => void): void {
    try {
      act();
    } catch (defect) {
      this.#end(run);
      run.listener.onEnded();
      this.#ports.onDefect(defect, run.execution);
    }
  }

  #carryOut(run: Run, command: Command): void {
    switch (command.type) {
      case 'StartTask':
        return this.#startTask(run, command.task);
      case 'CancelTask':
        return this.#cancelTask(run, command.taskId);
      case 'SetTimer':
        return this.#setTimer(run, command);
      case 'CancelTimer':
        run.timers.get(command.timerId)?.();
        run.timers.delete(command.timerId);
        return undefined;
      case 'ReadItems':
        return this.#readItems(run, command);
      case 'WriteResults':
        return this.#writeResults(run, command);
      case 'MapRunStarted':
        return this.#ports.mapRuns.mapRunStarted(command.mapRun);
      case 'MapRunEnded':
        run.readers?.get(command.mapRunArn)?.close();
        run.readers?.delete(command.mapRunArn);
        return undefined;
      case 'ChildStarted':
        return this.#ports.mapRuns.childStarted(command.child, run.execution);
      case 'ChildEnded':
        return this.#ports.mapRuns.childEnded(command.child);
      case 'Continue':
        return this.#giveWay(run);
      case 'ExecutionEnded':
        this.#end(run);
        return run.listener.onEnded();
      default:
        return command satisfies never;
    }
  }

  #journalOf({ execution }: Run): Journal {
    return execution.start.type === 'STANDARD' ? (this.#ports.journal ?? noJournal) : noJournal;
  }

  /** What is begun outside (D5). */
  #whenKept(run: Run, act: () => void): void {
    this.#journalOf(run).whenKept(() => this.#guard(run, act));
  }

  #startTask(run: Run, task: TaskRequest, progress?: TaskProgress): void {
    const running: RunningTask = { token: task.taskToken, release: undefined, cancel: undefined };
    this.#holdClock(running, holderOf(task.resource, progress?.type));
    const report = (said: TaskReport): void => {
      if (run.tasks.get(task.taskId) !== running) return;
      if (endsTask(said)) this.#forgetTask(run, task.taskId, running);
      else this.#holdClock(running, holderOf(task.resource, said.type));
      this.deliver(run, {
        type: 'TaskReported',
        at: this.#ports.clock.now(),
        taskId: task.taskId,
        report: said,
      });
    };
    run.tasks.set(task.taskId, running);
    if (task.taskToken !== undefined) this.#ports.taskTokens.open(task.taskToken, report);
    this.#whenKept(run, () => {
      if (run.tasks.get(task.taskId) !== running) return;
      const { taskRunner } = this.#ports;
      running.cancel =
        progress === undefined || taskRunner.resume === undefined
          ? taskRunner.start(run.execution, task, report)
          : taskRunner.resume(run.execution, { task, progress }, report);
    });
  }

  #holdClock(running: RunningTask, holder: Holder | undefined): void {
    const release = holder === undefined ? undefined : this.#ports.clock.hold?.(holder);
    running.release?.();
    running.release = release;
  }

  #cancelTask(run: Run, taskId: number): void {
    const running = run.tasks.get(taskId);
    if (running === undefined) return;
    this.#forgetTask(run, taskId, running);
    running.cancel?.();
  }

  #forgetTask(run: Run, taskId: number, running: RunningTask): void {
    run.tasks.delete(taskId);
    running.release?.();
    if (running.token !== undefined) this.#ports.taskTokens.close(running.token);
  }

  #readItems(run: Run, { mapRunArn, dataset }: Command & { readonly type: 'ReadItems' }): void {
    run.readers ??= new Map();
    const pages = run.readers.get(mapRunArn) ?? holding(this.#ports.storage.read(dataset), this.#ports.clock);
    run.readers.set(mapRunArn, pages);
    pages.next((reading) =>
      this.deliver(run, { type: 'ItemsRead', at: this.#ports.clock.now(), mapRunArn, reading }),
    );
  }

  /** From where another process has stopped. */
  #readOn(run: Run, { command, itemsRead, isAwaited }: Reading): void {
    const pages = passingOver(itemsRead, this.#ports.storage.read(command.dataset));
    run.readers ??= new Map();
    run.readers.set(command.mapRunArn, holding(pages, this.#ports.clock));
    if (isAwaited) this.#readItems(run, command);
  }

  #writeResults(run: Run, { mapRunArn, file }: Command & { readonly type: 'WriteResults' }): void {
    const release = this.#ports.clock.hold?.();
    const report = (cause?: string): void => {
      release?.();
      const at = this.#ports.clock.now();
      const failure = cause !== undefined && { cause };
      this.deliver(run, { type: 'ResultsWritten', at, mapRunArn, file, ...failure });
    };
    this.#whenKept(run, () => this.#ports.storage.write(file, report));
  }

  #setTimer(run: Run, timer: Command & { readonly type: 'SetTimer' }): void {
    const fire = (): void => {
      run.timers.delete(timer.timerId);
      this.deliver(run, { type: 'TimerFired', at: this.#ports.clock.now(), timerId: timer.timerId });
    };
    run.timers.set(timer.timerId, this.#ports.clock.setTimer(this.#scaled(timer.at, timer.purpose), fire));
  }

  /** Waits and pauses before retries may be shortened; a deadline measures real work and stays. */
  #scaled(at: EpochMs, purpose: TimerPurpose): EpochMs {
    if (purpose !== 'wait' && purpose !== 'retry') return at;
    const now = this.#ports.clock.now();
    return now + Math.max(0, at - now) * this.#ports.waitTimeScale;
  }

  #end(run: Run): void {
    run.ended = true;
    for (const taskId of run.tasks.keys()) this.#cancelTask(run, taskId);
    for (const cancel of run.timers.values()) cancel();
    for (const pages of run.readers?.values() ?? []) pages.close();
    run.timers.clear();
    run.readers?.clear();
  }
}

export interface DriverPorts {
  readonly clock: Clock;
  readonly taskRunner: TaskRunner;
  readonly taskTokens: TaskTokens;
  readonly storage: MapRunStorage;
  readonly mapRuns: MapRunObserver;
  /** Memory alone, unless given. */
  readonly journal: Journal | undefined;
  /** 1 keeps AWS's time; 0.1 makes a wait of ten seconds last one. */
  readonly waitTimeScale: number;
  /** A broken invariant of the core. The execution is given up where it stands; the others go on. */
  readonly onDefect: (defect: unknown, execution: Execution) => void;
}

/** Told of what an execution has inside: its Map Runs and their child executions. */
export interface MapRunObserver {
  mapRunStarted(mapRun: MapRun): void;
  childStarted(child: Execution, parent: Execution): void;
  childEnded(child: Execution): void;
}

/** Whoever wants to know of an execution. */
export interface RunListener {
  /** Something may have been added to its history. */
  readonly onStepped?: () => void;
  readonly onEnded: () => void;
}

/** An execution under way, with what it has going on outside. */
export interface Run {
  readonly execution: Execution;
  readonly listener: RunListener;
  readonly tasks: Map<number, RunningTask>;
  readonly timers: Map<number, () => void>;
  /** By Map Run, the dataset that is being read; most executions read none. */
  readers: Map<string, ItemPages> | undefined;
  ended: boolean;
}

interface Delivery {
  readonly run: Run;
  readonly signal: Signal;
}

interface RunningTask {
  readonly token: string | undefined;
  /** Lets go of the clock. */
  release: (() => void) | undefined;
  cancel: CancelTask | undefined;
}

/** Long enough to be efficient, short enough that a request is answered promptly (D3). */
const turnMsMax = 3;
const turnSignalsMax = 10_000;
/** Of executions that never wait; a step takes about a millisecond (`transitionsPerStepMax`). */
export const turnStepsMax = 2;
