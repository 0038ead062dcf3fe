import type { Json } from '../../asl/json.ts';
import { ActivityRegistry } from './activity-registry.ts';
import { ApiError } from './api-error.ts';
import { executionArn, expressExecutionArn, type Place, stateMachineArn } from './arn.ts';
import { Driver, type MapRunObserver, type Run } from './driver.ts';
import type { Command } from './command.ts';
import { EndListeners } from './end-listeners.ts';
import type { Execution, ExecutionStart } from './execution.ts';
import { ExecutionLog, type LogSink } from './execution-log.ts';
import { ExecutionRegistry, type StartedExecution } from './execution-registry.ts';
import { createExecution } from './interpreter.ts';
import { type Journal, type Kept, type KeptExecution, noJournal } from './journal.ts';
import { openExecutionsMax } from './limits.ts';
import type { MapRun } from './map-run/map-run.ts';
import type { MapRunLimits } from './map-run/map-run-limits.ts';
import { MapRunRegistry } from './map-run-registry.ts';
import type {
  CancelTask,
  Clock,
  IdSource,
  MapRunStorage,
  Random,
  ServiceModels,
  TaskObserver,
  TaskRunner,
  TaskServices,
} from './ports.ts';
import { redriveStatus, type RedriveStatus } from './redrive-eligibility.ts';
import { RedriveTokens } from './redrive-tokens.ts';
import { type Outstanding, replay } from './replay.ts';
import type { EpochMs, Signal } from './signal.ts';
import type { StateMachine } from './state-machine.ts';
import {
  type NewStateMachine,
  type ResolvedStateMachine,
  StateMachineRegistry,
} from './state-machine-registry.ts';
import { endsTask, type TaskReport, type TaskRequest } from './task-request.ts';
import { TaskTokens } from './task-tokens.ts';

export interface EngineOptions {
  readonly place: Place;
  readonly clock: Clock;
  /** For how long clients of the API wait, where `clock` is not the time they live in. */
  readonly clientClock?: Clock;
  readonly ids: IdSource;
  readonly random: Random;
  /** Makes the task runner, which may call back: nested executions, activities. */
  readonly taskRunner: (services: TaskServices) => TaskRunner;
  /** For Distributed Maps that read or write; without it their states fail, and say so. */
  readonly mapRunStorage?: MapRunStorage;
  /** Keeps what the next process is to know; without it all ends with this one. */
  readonly journal?: Journal;
  /** For tests of states; without them a mocked result is taken as it is. */
  readonly serviceModels?: ServiceModels;
  /** Takes what the machines' loggingConfiguration asks for; of a child execution, all at its end. */
  readonly onLogged?: LogSink;
  /** Executions under way at a time; as many as `limits.ts` says unless given. */
  readonly openExecutionsMax?: number;
  /** Scales Wait states and the pauses before retries; deadlines stay. 1 unless given. */
  readonly waitTimeScale?: number;
  /** Told of a defect of the interpreter. Unless given, the defect is thrown from a turn of its own. */
  readonly onDefect?: (defect: unknown, execution: Execution) => void;
}

export interface StartRequest {
  /** Of a machine, a version or an alias; `#TestCase` chooses mocked answers. */
  readonly stateMachineArn: string;
  readonly name?: string;
  /** An empty object unless given. */
  readonly input?: Json;
  readonly traceHeader?: string;
}

/**
 * Owns state machines, activities and executions on one machine, and runs them through the ports. Everything
 * that anybody sees of it, over HTTP or in the process, goes through this class.
 */
export class Engine implements TaskServices, MapRunObserver {
  readonly place: Place;
  readonly clock: Clock;
  readonly clientClock: Clock;
  readonly stateMachines: StateMachineRegistry;
  readonly executions: ExecutionRegistry;
  readonly mapRuns = new MapRunRegistry();
  readonly activities: ActivityRegistry;
  readonly taskTokens = new TaskTokens();
  readonly ids: IdSource;
  readonly serviceModels: ServiceModels | undefined;
  readonly #redriveTokens = new RedriveTokens();
  readonly #options: EngineOptions;
  readonly #journal: Journal;
  readonly #taskRunner: TaskRunner;
  readonly #driver: Driver;
  readonly #onDefect: (defect: unknown, execution: Execution) => void;
  /** Only of executions under way. */
  readonly #runs = new Map<Execution, Run>();
  readonly #endListeners = new EndListeners();

  constructor(options: EngineOptions) {
    const { place, clock } = options;
    this.#options = options;
    this.#journal = options.journal ?? noJournal;
    this.place = place;
    this.clock = clock;
    this.clientClock = options.clientClock ?? clock;
    this.stateMachines = new StateMachineRegistry(options);
    this.activities = new ActivityRegistry(place, clock, this.#journal);
    this.executions = new ExecutionRegistry((arn) => this.#journal.executionForgotten(arn));
    this.ids = options.ids;
    this.serviceModels = options.serviceModels;
    this.#onDefect = options.onDefect ?? ((defect) => clock.yieldTurn(() => rethrow(defect)));
    this.#taskRunner = options.taskRunner(this);
    this.#driver = new Driver({
      clock,
      taskRunner: this.#taskRunner,
      taskTokens: this.taskTokens,
      storage: options.mapRunStorage ?? noStorage(clock),
      mapRuns: this,
      journal: this.#journal,
      waitTimeScale: options.waitTimeScale ?? 1,
      onDefect: this.#onDefect,
    });
  }

  /** Takes in what a journal has kept, before anything is asked of the engine. What was under way goes on. */
  restore({ stateMachines, activities, executions }: Kept): void {
    for (const machine of stateMachines) this.stateMachines.restore(machine);
    for (const activity of activities) this.activities.restore(activity);
    const underWay: Replayed[] = [];
    const ended: StartedExecution[] = [];
    for (const kept of executions) {
      const replayed = this.#replay(kept);
      if (replayed === undefined) continue;
      if (replayed.started.execution.status === 'RUNNING') underWay.push(replayed);
      else ended.push(replayed.started);
    }
    for (const started of ended.sort(byEnd)) this.executions.markEnded(started);
    this.#resume(underWay);
  }

  /** A machine that is new has no executions, whatever an earlier one of its name has left. */
  createStateMachine(request: NewStateMachine): StateMachine {
    const arn = stateMachineArn(this.place, request.name);
    if (this.stateMachines.find(arn) === undefined) this.executions.forgetMachine(arn);
    return this.stateMachines.create(request);
  }

  /**
   * A Standard execution whose name and input are those of one under way is that one. Throws
   * StateMachineDoesNotExist, ExecutionAlreadyExists and ExecutionLimitExceeded.
   */
  startExecution(request: StartRequest): Execution {
    const resolved = this.stateMachines.resolve(request.stateMachineArn);
    const start = this.#describeStart(resolved, request);
    const existing = this.executions.find(start.arn)?.execution;
    if (existing !== undefined) return repeated(existing, start);
    if (this.#runs.size >= (this.#options.openExecutionsMax ?? openExecutionsMax)) throw tooManyOpen();
    const execution = createExecution(resolved.revision.program, start, this.clock.now());
    this.#run({ execution, machine: resolved.machine, revision: resolved.revision });
    return execution;
  }

  /** A child execution of a Distributed Map can be stopped alone. What has ended stays as it is. */
  stopExecution(execution: Execution, error?: string, cause?: string): void {
    const { arn, mapRun } = execution.start;
    const run = mapRun === undefined ? this.#runs.get(execution) : this.#runOf(arn);
    if (run === undefined) return;
    const stopped = {
      at: this.clock.now(),
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
    };
    this.#driver.deliver(
      run,
      mapRun === undefined
        ? { type: 'ExecutionStopped', ...stopped }
        : { type: 'ChildStopped', mapRunArn: mapRun.arn, childArn: arn, ...stopped },
    );
  }

  redriveStatus({ execution, machine }: StartedExecution): RedriveStatus {
    const machineExists = this.stateMachines.find(machine.arn) !== undefined;
    return redriveStatus(execution, { now: this.clock.now(), machineExists });
  }

  /**
   * Goes on from where the execution has failed. Answers when that was: now, or when the same token did it before.
   * Throws ExecutionNotRedrivable.
   */
  redriveExecution(started: StartedExecution, clientToken?: string): EpochMs {
    const { execution } = started;
    const now = this.clock.now();
    const before = clientToken && this.#redriveTokens.find(execution, clientToken, now);
    if (typeof before === 'number') return before;
    const eligibility = this.redriveStatus(started);
    if (eligibility.status !== 'REDRIVABLE') throw notRedrivable(execution, eligibility);
    if (clientToken !== undefined) this.#redriveTokens.add(execution, clientToken, now);
    this.executions.markRedriven(started);
    const token = clientToken !== undefined && { clientToken };
    this.#drive(started, { type: 'ExecutionRedriven', at: now, ...token });
    return now;
  }

  execution(arn: string): Execution | undefined {
    return this.findExecution(arn)?.execution;
  }

  whenEnded(execution: Execution, callback: () => void): () => void {
    if (this.#runs.has(execution)) return this.#endListeners.once(execution, callback);
    callback();
    return () => {};
  }

  /** Calls back at the end of every execution; the returned function stops that. */
  onExecutionEnded(listener: (execution: Execution) => void): () => void {
    return this.#endListeners.always(listener);
  }

  scheduleActivity(task: TaskRequest, report: (report: TaskReport) => void): CancelTask {
    return this.activities.schedule(task, report);
  }

  /** An execution, or a child execution of a Distributed Map. */
  findExecution(arn: string): StartedExecution | undefined {
    return this.executions.find(arn) ?? this.mapRuns.findChild(arn);
  }

  /** What has ended stays as it is. */
  updateMapRun(mapRun: MapRun, limits: MapRunLimits): void {
    const run = this.#runOf(mapRun.executionArn);
    if (run === undefined) return;
    this.#driver.deliver(run, { type: 'MapRunUpdated', at: this.clock.now(), mapRunArn: mapRun.arn, limits });
  }

  mapRunStarted(mapRun: MapRun): void {
    this.mapRuns.add(mapRun);
  }

  childStarted(child: Execution, parent: Execution): void {
    const started = this.executions.find(parent.start.arn);
    if (started !== undefined) this.mapRuns.children.add({ ...started, execution: child });
  }

  childEnded(child: Execution): void {
    const started = this.#markChildEnded(child);
    if (started !== undefined) ExecutionLog.open(started, this.#options.onLogged, 0)?.flush();
  }

  /** Carries out one task of an execution that the engine does not drive. Its token is open until it ends. */
  runTask(
    execution: Execution,
    task: TaskRequest,
    report: (report: TaskReport) => void,
    observer?: TaskObserver,
  ): CancelTask {
    const { taskToken } = task;
    const close = (): void => {
      if (taskToken !== undefined) this.taskTokens.close(taskToken);
    };
    const hear = (said: TaskReport): void => {
      if (endsTask(said)) close();
      report(said);
    };
    if (taskToken !== undefined) this.taskTokens.open(taskToken, hear);
    const cancel = this.#taskRunner.start(execution, task, hear, observer);
    return () => {
      close();
      cancel();
    };
  }

  /**
   * Stops what the machine has under way, and forgets the machine; its executions can still be described.
   * Differs from AWS: at once, where the service takes its time (API_DeleteStateMachine.html).
   */
  deleteStateMachine(arn: string): void {
    for (const { execution } of this.executions.ofMachine(arn)) this.stopExecution(execution);
    this.stateMachines.delete(arn);
  }

  #describeStart(resolved: ResolvedStateMachine, request: StartRequest): ExecutionStart {
    const { machine, revision, version, alias, testCase } = resolved;
    const name = request.name ?? this.ids.uuid();
    const arn =
      machine.type === 'STANDARD'
        ? executionArn(this.place, machine.name, name)
        : expressExecutionArn(this.place, machine.name, name, this.ids.uuid());
    return {
      arn,
      name,
      stateMachineArn: machine.arn,
      stateMachineName: machine.name,
      roleArn: revision.roleArn,
      type: machine.type,
      input: request.input === undefined ? {} : request.input,
      seed: Math.floor(this.#options.random.next() * 2 ** 32),
      ...(version !== undefined && { stateMachineVersionArn: version.arn }),
      ...(alias !== undefined && { stateMachineAliasArn: alias.arn }),
      ...(testCase !== undefined && { testCase }),
      ...(request.traceHeader !== undefined && { traceHeader: request.traceHeader }),
    };
  }

  #run(started: StartedExecution): void {
    this.executions.add(started);
    const { execution, revision } = started;
    if (execution.start.type === 'STANDARD') this.#journal.executionStarted(execution.start, revision);
    this.#drive(started, { type: 'ExecutionStarted', at: started.execution.startedAt });
  }

  #drive(started: StartedExecution, beginning: Signal): void {
    this.#driver.deliver(this.#admit(started), beginning);
  }

  #admit(started: StartedExecution): Run {
    const { execution } = started;
    const log = ExecutionLog.open(started, this.#options.onLogged, execution.history.length);
    const onEnded = (): void => this.#end(started);
    const run = this.#driver.admit(execution, log ? { onEnded, onStepped: () => log.flush() } : { onEnded });
    this.#runs.set(execution, run);
    return run;
  }

  /** Nothing, where the interpreter has a defect: the execution is given up where that shows. */
  #replay({ start, revision, signals }: KeptExecution): Replayed | undefined {
    const execution = createExecution(revision.program, start);
    const machine = { arn: start.stateMachineArn, name: start.stateMachineName };
    const started = { execution, machine, revision };
    this.executions.add(started);
    for (const signal of signals) {
      if (signal.type !== 'ExecutionRedriven' || signal.clientToken === undefined) continue;
      this.#redriveTokens.add(execution, signal.clientToken, signal.at);
    }
    try {
      return {
        started,
        outstanding: replay(execution, signals, (command) => this.#recall(command, execution)),
      };
    } catch (defect) {
      this.#onDefect(defect, execution);
      return undefined;
    }
  }

  /** What is to be known of a replayed execution besides itself. */
  #recall(command: Command, execution: Execution): void {
    if (command.type === 'StartTask') this.#taskRunner.recall?.(execution, command.task);
    if (command.type === 'MapRunStarted') this.mapRunStarted(command.mapRun);
    if (command.type === 'ChildStarted') this.childStarted(command.child, execution);
    if (command.type === 'ChildEnded') this.#markChildEnded(command.child);
  }

  /** All are there before the first goes on: one may wait for another. */
  #resume(underWay: readonly Replayed[]): void {
    const runs = underWay.map(({ started, outstanding }) => ({ run: this.#admit(started), outstanding }));
    for (const { run, outstanding } of runs) {
      if (run.execution.history.length > 0) this.#driver.resume(run, outstanding);
      else this.#driver.deliver(run, { type: 'ExecutionStarted', at: this.clock.now() });
    }
  }

  #markChildEnded(child: Execution): StartedExecution | undefined {
    const started = this.mapRuns.findChild(child.start.arn);
    if (started !== undefined) this.mapRuns.children.markEnded(started);
    return started;
  }

  /** The one that drives the execution: that of the outermost where Distributed Maps are nested. */
  #runOf(executionArn: string): Run | undefined {
    const execution = this.findExecution(executionArn)?.execution;
    const mapRunArn = execution?.start.mapRun?.arn;
    if (mapRunArn === undefined) return execution && this.#runs.get(execution);
    const outer = this.mapRuns.find(mapRunArn);
    return outer && this.#runOf(outer.executionArn);
  }

  /** Called once more where a callback throws, which is a defect of this execution and no reason to lose the others. */
  #end(started: StartedExecution): void {
    const { execution } = started;
    if (this.#runs.delete(execution)) this.executions.markEnded(started);
    this.#endListeners.tell(execution);
  }
}

interface Replayed {
  readonly started: StartedExecution;
  readonly outstanding: Outstanding;
}

function byEnd({ execution: one }: StartedExecution, { execution: other }: StartedExecution): number {
  return (one.stoppedAt ?? 0) - (other.stoppedAt ?? 0);
}

function tooManyOpen(): ApiError {
  const message =
    'The maximum number of running executions has been reached. Running executions must end or be stopped before a new execution can be started.';
  return new ApiError('ExecutionLimitExceeded', message);
}

/** API_StartExecution.html, on idempotency: only while it runs, and only with the same input. */
function repeated(existing: Execution, start: ExecutionStart): Execution {
  const same = JSON.stringify(existing.start.input) === JSON.stringify(start.input);
  if (existing.status === 'RUNNING' && same) return existing;
  throw new ApiError('ExecutionAlreadyExists', `Execution Already Exists: '${start.arn}'`);
}

function notRedrivable({ start: { arn } }: Execution, eligibility: RedriveStatus): ApiError {
  const reason =
    'reason' in eligibility ? eligibility.reason : 'Execution can only be redriven by its Map Run';
  return new ApiError('ExecutionNotRedrivable', `Execution ${arn} invalid for redrive as: ${reason}`);
}

function rethrow(defect: unknown): never {
  throw defect;
}

function noStorage(clock: Clock): MapRunStorage {
  const cause = 'Nothing reads items or writes results here: give the engine a mapRunStorage.';
  return {
    read: () => ({
      next: (report) => clock.yieldTurn(() => report({ type: 'failed', cause })),
      close: () => {},
    }),
    write: (_file, report) => clock.yieldTurn(() => report(cause)),
  };
}
