import type { Json } from '../../../asl/json.ts';
import { stateMachineArn } from '../../engine/arn.ts';
import type { Command } from '../../engine/command.ts';
import { compileDefinition } from '../../engine/compile/definition.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Failure } from '../../engine/error-matching.ts';
import type { Execution } from '../../engine/execution.ts';
import { createExecution, step } from '../../engine/interpreter.ts';
import type { Signal } from '../../engine/signal.ts';
import type { TaskReport, TaskRequest } from '../../engine/task-request.ts';
import { mapFailure, mapFields } from './map-fields.ts';
import { testedName } from './tested-state.ts';
import { trialScope } from './trial-scope.ts';
import type { TrialSetting } from './trial-setting.ts';
import { stoppedAt, trialMachine } from './trial-machine.ts';

export interface TrialOutcome {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
  readonly output?: Json | undefined;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  readonly nextState?: string | undefined;
  /** What the task was asked, as Parameters or Arguments made it, and what it answered. */
  readonly asked?: Json | undefined;
  readonly result?: Json | undefined;
  readonly retryInSeconds?: number | undefined;
  /** The execution in which the state was tried. */
  readonly execution: Execution;
}

/** Runs the state in an execution of its own, which nobody else sees, through the same core as all others. */
export async function runTrial(
  engine: Engine,
  setting: TrialSetting,
  signal: AbortSignal,
): Promise<TrialOutcome> {
  const trial = new Trial(engine, setting);
  await trial.run(signal);
  return trial.outcome();
}

class Trial {
  readonly #engine: Engine;
  readonly #setting: TrialSetting;
  readonly #execution: Execution;
  #now: number;
  #retriesLeft: number;
  #retryInSeconds: number | undefined;
  #asked: Json | undefined;
  #result: Json | undefined;

  constructor(engine: Engine, setting: TrialSetting) {
    const { input, roleArn, context } = setting;
    const [name, machineName] = [engine.ids.uuid(), engine.ids.uuid()];
    const machineArn = stateMachineArn(engine.place, machineName);
    this.#engine = engine;
    this.#setting = setting;
    this.#retriesLeft = setting.retriesBefore;
    this.#now = engine.clock.now();
    this.#execution = createExecution(compileDefinition(trialMachine(setting.tested, setting.variables)), {
      arn: `${machineArn.replace(':stateMachine:', ':express:')}:${name}`,
      name,
      stateMachineArn: machineArn,
      stateMachineName: machineName,
      roleArn,
      type: 'EXPRESS',
      input,
      seed: 0,
      ...(context !== undefined && { context }),
    });
  }

  async run(abort: AbortSignal): Promise<void> {
    const signals: Signal[] = [{ type: 'ExecutionStarted', at: this.#now }];
    for (let next = signals.shift(); next !== undefined && !abort.aborted; next = signals.shift()) {
      for (const command of step(this.#execution, next)) signals.push(...(await this.#carryOut(command)));
    }
  }

  /** Answers the signals that the command leads to. A wait takes no time. */
  async #carryOut(command: Command): Promise<readonly Signal[]> {
    switch (command.type) {
      case 'StartTask':
        return (await this.#work(command.task)).map((report) => ({
          type: 'TaskReported',
          at: this.#now,
          taskId: command.task.taskId,
          report,
        }));
      case 'SetTimer':
        return this.#letPass(command)
          ? [{ type: 'TimerFired', at: this.#now, timerId: command.timerId }]
          : [];
      case 'Continue':
        return [{ type: 'Continued', at: this.#now }];
      default:
        return [];
    }
  }

  #letPass({ at, purpose }: Command & { readonly type: 'SetTimer' }): boolean {
    if (purpose === 'wait') this.#now = at;
    if (purpose !== 'retry') return purpose === 'wait';
    if (this.#retriesLeft > 0) {
      this.#retriesLeft -= 1;
      this.#now = at;
      return true;
    }
    this.#retryInSeconds = Math.round((at - this.#now) / 1_000);
    return false;
  }

  async #work(task: TaskRequest): Promise<readonly TaskReport[]> {
    this.#asked = task.parameters;
    const reports = this.#mocked() ?? (await this.#reallyDone(task));
    this.#result = reports.flatMap((report) => (report.type === 'succeeded' ? [report.output] : []))[0];
    return reports;
  }

  #mocked(): readonly TaskReport[] | undefined {
    const { mock } = this.#setting;
    if (mock === undefined) return undefined;
    if (mock.type === 'error') return [failed(mock.failure)];
    const failure = this.#failureOfMap(mock.result);
    return [failure === undefined ? { type: 'succeeded', output: mock.result } : failed(failure)];
  }

  #failureOfMap(result: Json): Failure | undefined {
    const { tested, failedIterations } = this.#setting;
    if (tested.state['Type'] !== 'Map') return undefined;
    const fields = mapFields(tested, trialScope(this.#setting, this.#execution, this.#asked));
    const iterations = Array.isArray(result) ? result.length : 0;
    return mapFailure(tested, fields, { failures: failedIterations, iterations });
  }

  /** Until the task has said its last. */
  #reallyDone(task: TaskRequest): Promise<readonly TaskReport[]> {
    return new Promise((resolve) => {
      const reports: TaskReport[] = [];
      this.#engine.runTask(this.#execution, task, (report) => {
        reports.push(report);
        if (report.type !== 'started' && report.type !== 'submitted' && report.type !== 'heartbeat')
          resolve(reports);
      });
    });
  }

  outcome(): TrialOutcome {
    const told = {
      asked: this.#asked,
      result: this.#result,
      retryInSeconds: this.#retryInSeconds,
      execution: this.#execution,
    };
    const failure = this.#failure();
    if (this.#retryInSeconds !== undefined) return { ...told, ...failure, status: 'RETRIABLE' };
    const exit = this.#execution.history.findLast(
      (event) => 'name' in event && event.name === testedName && 'output' in event,
    );
    if (exit === undefined || !('output' in exit)) return { ...told, ...failure, status: this.#endStatus() };
    const stop = this.#execution.history[exit.id];
    const nextState = stop !== undefined && 'name' in stop ? stoppedAt(stop.name) : undefined;
    const status = failure === undefined ? 'SUCCEEDED' : 'CAUGHT_ERROR';
    return { ...told, ...failure, status, output: exit.output, nextState };
  }

  /** A Succeed state ends the execution and has no exit of its own that could be mistaken. */
  #endStatus(): 'SUCCEEDED' | 'FAILED' {
    return this.#execution.status === 'SUCCEEDED' ? 'SUCCEEDED' : 'FAILED';
  }

  /** The last attempt's failure, unless a later attempt has succeeded. */
  #failure(): { readonly error: string | undefined; readonly cause: string | undefined } | undefined {
    if (this.#result !== undefined && this.#execution.status === 'SUCCEEDED') {
      const evaluation = this.#execution.history.findLast((event) => event.type === 'EvaluationFailed');
      if (evaluation === undefined) return undefined;
    }
    const event = this.#execution.history.findLast((each) => 'error' in each);
    if (event === undefined || !('error' in event)) return undefined;
    return { error: event.error, cause: withoutPlace(event.cause) };
  }
}

function failed({ error, cause }: Failure): TaskReport {
  return { type: 'failed', ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
}

/** A single state has no place in an execution that could be told. */
function withoutPlace(cause: string | undefined): string | undefined {
  return cause?.replace(
    /^An error occurred while executing the state '.*?' \(entered at the event id #\d+\)\. /,
    '',
  );
}
