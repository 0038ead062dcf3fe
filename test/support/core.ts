import type { Json } from '../../asl/json.ts';
import type { Command } from '../../local/engine/command.ts';
import { compileDefinition } from '../../local/engine/compile/definition.ts';
import type { Execution, ExecutionStart } from '../../local/engine/execution.ts';
import { createExecution, step } from '../../local/engine/interpreter.ts';
import type { ResultFile } from '../../local/engine/map-run/result-file.ts';
import type { ItemReading, Signal } from '../../local/engine/signal.ts';
import type { TaskReport, TaskRequest } from '../../local/engine/task-request.ts';
import { VirtualClock } from '../../local/engine/virtual-clock.ts';

/** What a task says, told of its request and of how many tasks of its state there were before. */
export type TaskScript = (
  task: TaskRequest,
  before: number,
) => TaskReport | readonly TaskReport[] | undefined;

export interface CoreRun {
  readonly execution: Execution;
  readonly clock: VirtualClock;
  /** Every signal the execution was given: its journal. */
  readonly signals: readonly Signal[];
  readonly commands: readonly Command[];
  readonly tasks: readonly TaskRequest[];
  send(signal: Signal): void;
}

export interface CoreRunOptions {
  readonly input?: Json;
  readonly tasks?: TaskScript;
  readonly start?: Partial<ExecutionStart>;
  /** What a Map Run is told of its items, page by page; no more once they are used up. */
  readonly readings?: readonly ItemReading[];
  /** Why a result file cannot be written, if it cannot. */
  readonly writeFailure?: (file: ResultFile) => string | undefined;
}

/** Drives the core alone, on a virtual clock, until it has nothing left to do. Tasks echo unless scripted. */
export function runCore(definition: Json, options: CoreRunOptions = {}): CoreRun {
  const run = startCore(definition, options);
  run.clock.runUntilIdle();
  return run;
}

/** The same, with time standing still: `clock.advance` moves it. */
export function startCore(definition: Json, options: CoreRunOptions = {}): CoreRun {
  const execution = createExecution(compileDefinition(definition), describeStart(options));
  const clock = new VirtualClock();
  const signals: Signal[] = [];
  const commands: Command[] = [];
  const tasks: TaskRequest[] = [];
  const timers = new Map<number, () => void>();
  const queue: Signal[] = [];
  const script = options.tasks ?? (({ parameters }) => ({ type: 'succeeded', output: parameters }));

  const send = (signal: Signal): void => {
    queue.push(signal);
    if (queue.length > 1) return;
    for (let next = queue[0]; next !== undefined; queue.shift(), next = queue[0]) {
      signals.push(next);
      for (const command of step(execution, next)) carryOut(command);
    }
  };
  const carryOut = (command: Command): void => {
    commands.push(command);
    if (command.type === 'StartTask') startTask(command.task);
    if (command.type === 'ReadItems' || command.type === 'WriteResults') storage(command);
    if (command.type === 'Continue') clock.yieldTurn(() => send({ type: 'Continued', at: clock.now() }));
    if (command.type === 'CancelTimer') timers.get(command.timerId)?.();
    if (command.type === 'ExecutionEnded') for (const cancel of timers.values()) cancel();
    if (command.type === 'SetTimer') {
      const { timerId } = command;
      timers.set(
        timerId,
        clock.setTimer(command.at, () => send({ type: 'TimerFired', at: clock.now(), timerId })),
      );
    }
  };
  const readings = [...(options.readings ?? [])];
  const storage = (command: Command & { readonly type: 'ReadItems' | 'WriteResults' }): void => {
    const { mapRunArn } = command;
    clock.yieldTurn(() => {
      const at = clock.now();
      if (command.type === 'ReadItems') {
        const reading = readings.shift();
        if (reading !== undefined) send({ type: 'ItemsRead', at, mapRunArn, reading });
        return;
      }
      const { file } = command;
      const cause = options.writeFailure?.(file);
      send({ type: 'ResultsWritten', at, mapRunArn, file, ...(cause !== undefined && { cause }) });
    });
  };
  const startTask = (task: TaskRequest): void => {
    const before = tasks.filter(({ stateName }) => stateName === task.stateName).length;
    tasks.push(task);
    for (const report of [script(task, before) ?? []].flat()) {
      clock.yieldTurn(() => send({ type: 'TaskReported', at: clock.now(), taskId: task.taskId, report }));
    }
  };

  send({ type: 'ExecutionStarted', at: clock.now() });
  return { execution, clock, signals, commands, tasks, send };
}

export function describeStart({ input = {}, start = {} }: CoreRunOptions = {}): ExecutionStart {
  return {
    arn: 'arn:aws:states:us-east-1:123456789012:execution:Machine:one',
    name: 'one',
    stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:Machine',
    stateMachineName: 'Machine',
    roleArn: 'arn:aws:iam::123456789012:role/Role',
    type: 'STANDARD',
    seed: 1,
    input,
    ...start,
  };
}

/** The history in short: `3 <- 2 PassStateExited`. */
export function eventLines({ execution }: CoreRun): readonly string[] {
  return execution.history.map(({ id, previousEventId, type }) => `${id} <- ${previousEventId} ${type}`);
}

export function eventTypes({ execution }: CoreRun): readonly string[] {
  return execution.history.map(({ type }) => type);
}
