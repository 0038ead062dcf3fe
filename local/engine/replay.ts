import type { Command } from './command.ts';
import type { Execution } from './execution.ts';
import { step } from './interpreter.ts';
import type { Signal } from './signal.ts';
import type { TaskProgress, TaskRequest } from './task-request.ts';

/** What an execution awaits from outside: all that its commands have asked for and its signals have not answered. */
export interface Outstanding {
  readonly tasks: ReadonlyMap<number, TaskUnderWay>;
  readonly timers: ReadonlyMap<number, CommandOf<'SetTimer'>>;
  /** By the ARN of their Map Run, the datasets that are being read. */
  readonly readings: ReadonlyMap<string, Reading>;
  /** By the key of their file. */
  readonly writings: ReadonlyMap<string, CommandOf<'WriteResults'>>;
  readonly isContinuing: boolean;
}

export interface TaskUnderWay {
  readonly task: TaskRequest;
  /** What it has last said of itself, signs of life apart. */
  readonly progress: TaskProgress | undefined;
}

export interface Reading {
  readonly command: CommandOf<'ReadItems'>;
  /** So many items were read since the dataset was opened. */
  readonly itemsRead: number;
  /** Another page has been asked for. */
  readonly isAwaited: boolean;
}

export type CommandOf<Type extends Command['type']> = Extract<Command, { readonly type: Type }>;

/**
 * Brings a new execution to where its signals lead, and answers what it awaits there. Nothing is done outside; `tell`
 * is given what there is to know of inside: Map Runs and child executions.
 */
export function replay(
  execution: Execution,
  signals: Iterable<Signal>,
  tell: (command: Command) => void,
): Outstanding {
  const outstanding = nothingOutstanding();
  for (const signal of signals) {
    settle(outstanding, signal);
    for (const command of step(execution, signal)) {
      note(outstanding, command);
      tell(command);
    }
  }
  return outstanding;
}

interface Noted extends Outstanding {
  readonly tasks: Map<number, TaskUnderWay>;
  readonly timers: Map<number, CommandOf<'SetTimer'>>;
  readonly readings: Map<string, Reading>;
  readonly writings: Map<string, CommandOf<'WriteResults'>>;
  isContinuing: boolean;
}

function nothingOutstanding(): Noted {
  return {
    tasks: new Map(),
    timers: new Map(),
    readings: new Map(),
    writings: new Map(),
    isContinuing: false,
  };
}

/** Takes off what the signal answers. */
function settle(outstanding: Noted, signal: Signal): void {
  switch (signal.type) {
    case 'TaskReported':
      return hear(outstanding, signal);
    case 'TimerFired':
      outstanding.timers.delete(signal.timerId);
      return undefined;
    case 'ItemsRead':
      return addItems(outstanding, signal);
    case 'ResultsWritten':
      outstanding.writings.delete(signal.file.key);
      return undefined;
    case 'Continued':
      outstanding.isContinuing = false;
      return undefined;
    case 'ExecutionStarted':
    case 'ExecutionStopped':
    case 'ExecutionRedriven':
    case 'ChildStopped':
    case 'MapRunUpdated':
      return undefined;
    default:
      return signal satisfies never;
  }
}

function hear(
  { tasks }: Noted,
  { taskId, report }: Extract<Signal, { readonly type: 'TaskReported' }>,
): void {
  const underWay = tasks.get(taskId);
  if (underWay === undefined) return;
  switch (report.type) {
    case 'queued':
    case 'started':
    case 'submitted':
      tasks.set(taskId, { ...underWay, progress: report });
      return undefined;
    case 'heartbeat':
      return undefined;
    case 'startFailed':
    case 'submitFailed':
    case 'succeeded':
    case 'failed':
    case 'timedOut':
      tasks.delete(taskId);
      return undefined;
    default:
      return report satisfies never;
  }
}

function addItems(
  { readings }: Noted,
  { mapRunArn, reading: read }: Extract<Signal, { readonly type: 'ItemsRead' }>,
): void {
  const reading = readings.get(mapRunArn);
  if (reading === undefined) return;
  const count = read.type === 'read' ? read.page.items.length : 0;
  readings.set(mapRunArn, { ...reading, itemsRead: reading.itemsRead + count, isAwaited: false });
}

/** Adds what the command asks for, or takes off what nobody wants any more. */
function note(outstanding: Noted, command: Command): void {
  const { tasks, timers, readings, writings } = outstanding;
  switch (command.type) {
    case 'StartTask':
      tasks.set(command.task.taskId, { task: command.task, progress: undefined });
      return undefined;
    case 'CancelTask':
      tasks.delete(command.taskId);
      return undefined;
    case 'SetTimer':
      timers.set(command.timerId, command);
      return undefined;
    case 'CancelTimer':
      timers.delete(command.timerId);
      return undefined;
    case 'ReadItems':
      readings.set(command.mapRunArn, {
        command,
        itemsRead: readings.get(command.mapRunArn)?.itemsRead ?? 0,
        isAwaited: true,
      });
      return undefined;
    case 'MapRunEnded':
      readings.delete(command.mapRunArn);
      return undefined;
    case 'WriteResults':
      writings.set(command.file.key, command);
      return undefined;
    case 'Continue':
      outstanding.isContinuing = true;
      return undefined;
    case 'ExecutionEnded':
      for (const each of [tasks, timers, readings, writings]) each.clear();
      outstanding.isContinuing = false;
      return undefined;
    case 'MapRunStarted':
    case 'ChildStarted':
    case 'ChildEnded':
      return undefined;
    default:
      return command satisfies never;
  }
}
