import type { Json } from '../../../asl/json.ts';
import { ErrorName } from '../../../asl/state-error.ts';
import { stateMachineArn } from '../../engine/arn.ts';
import type { Command } from '../../engine/command.ts';
import { compileDefinition } from '../../engine/compile/definition.ts';
import type { Engine } from '../../engine/engine.ts';
import type { HttpExchange } from '../../engine/http-exchange.ts';
import type { Failure } from '../../engine/error-matching.ts';
import type { Execution } from '../../engine/execution.ts';
import { createExecution, step } from '../../engine/interpreter.ts';
import type { Signal } from '../../engine/signal.ts';
import { endsTask, type TaskReport, type TaskRequest } from '../../engine/task-request.ts';
import { mapFailure } from './map-fields.ts';
import { trialScope } from './trial-scope.ts';
import type { TrialSetting } from './trial-setting.ts';
import { trialMachine } from './trial-machine.ts';
import { outcomeOf, type TrialOutcome } from './trial-outcome.ts';

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
  #exchange: HttpExchange | undefined;

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
      for (const command of step(this.#execution, next)) {
        signals.push(...(await this.#carryOut(command, abort)));
      }
    }
  }

  /** Answers the signals that the command leads to. A wait takes no time. */
  async #carryOut(command: Command, abort: AbortSignal): Promise<readonly Signal[]> {
    switch (command.type) {
      case 'StartTask':
        return (await this.#work(command.task, abort)).map((report) => ({
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

  async #work(task: TaskRequest, abort: AbortSignal): Promise<readonly TaskReport[]> {
    this.#asked = task.parameters;
    const reports = this.#mocked() ?? (await this.#reallyDone(task, abort));
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
    const scope = trialScope(this.#setting, this.#execution, this.#asked);
    const iterations = Array.isArray(result) ? result.length : 0;
    return mapFailure(tested, scope, { failures: failedIterations, iterations });
  }

  /** Until the task has said its last, the time is up, or nobody waits for it any more. */
  #reallyDone(task: TaskRequest, abort: AbortSignal): Promise<readonly TaskReport[]> {
    const { clientClock: clock } = this.#engine;
    return new Promise((resolve) => {
      const reports: TaskReport[] = [];
      const end = (last: TaskReport): void => {
        cancelTimer();
        resolve([...reports, last]);
      };
      const giveUp = (): void => {
        cancelTask();
        end({ type: 'timedOut', error: ErrorName.Timeout });
      };
      const cancelTimer = clock.setTimer(clock.now() + trialMsMax, () => giveUp());
      const hear = (report: TaskReport): void => {
        if (endsTask(report)) end(report);
        else reports.push(report);
      };
      const cancelTask = this.#engine.runTask(this.#execution, task, hear, {
        onExchange: (exchange) => {
          this.#exchange = exchange;
        },
      });
      abort.addEventListener('abort', giveUp, { once: true });
    });
  }

  outcome(): TrialOutcome {
    return outcomeOf({
      asked: this.#asked,
      result: this.#result,
      exchange: this.#exchange,
      retryInSeconds: this.#retryInSeconds,
      execution: this.#execution,
    });
  }
}

/** A test of a state ends after five minutes (API_TestState.html). */
const trialMsMax = 5 * 60_000;

function failed({ error, cause }: Failure): TaskReport {
  return { type: 'failed', ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
}
