import type { RunningExecution } from '../running-execution.ts';
import type { Scope } from '../scope.ts';
import { executeChoice } from './choice.ts';
import { executeFail } from './fail.ts';
import { executeMap } from './map.ts';
import { executeParallel } from './parallel.ts';
import { executePass } from './pass.ts';
import { executeSucceed } from './succeed.ts';
import { executeTask } from './task.ts';
import { executeWait } from './wait.ts';

/** Executes the state that the scope is in (states-language.net/spec.html#state-types). Throws StateError. */
export function executeState(execution: RunningExecution, scope: Scope): void {
  const { state } = scope;
  switch (state.type) {
    case 'Pass':
      return executePass(execution, scope, state);
    case 'Task':
      return executeTask(execution, scope, state);
    case 'Choice':
      return executeChoice(execution, scope, state);
    case 'Wait':
      return executeWait(execution, scope, state);
    case 'Succeed':
      return executeSucceed(execution, scope, state);
    case 'Fail':
      return executeFail(execution, scope, state);
    case 'Parallel':
      return executeParallel(execution, scope, state);
    case 'Map':
      return executeMap(execution, scope, state);
    default:
      return state satisfies never;
  }
}
