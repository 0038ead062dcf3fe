import type { EvaluationScope } from '../../../asl/expressions/scope.ts';
import type { Json, JsonObject } from '../../../asl/json.ts';
import type { Evaluation } from '../../engine/compile/program.ts';
import type { Execution } from '../../engine/execution.ts';
import { SeededRandom } from '../../engine/random.ts';
import { formatTimestamp } from '../../engine/timestamp.ts';
import { testedName } from './tested-state.ts';
import type { TrialSetting } from './trial-setting.ts';

/** What the fields of the tested state see: the same as in the execution that tries it. */
export function trialScope(
  setting: TrialSetting,
  execution: Execution,
  input: Json = setting.input,
): EvaluationScope {
  const { variables } = setting;
  return {
    input,
    context: { ...contextOf(execution), ...setting.context },
    variable: (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
    now: execution.startedAt,
    random: new SeededRandom(execution.start.seed),
  };
}

/** For what the engine compiles: neither a result nor an error is there before the state has done its work. */
export function evaluationOf(scope: EvaluationScope): Evaluation {
  return { ...scope, result: undefined, errorOutput: undefined };
}

function contextOf({ start, startedAt }: Execution): JsonObject {
  const startTime = formatTimestamp(startedAt);
  return {
    Execution: {
      Id: start.arn,
      Input: start.input,
      StartTime: startTime,
      Name: start.name,
      RoleArn: start.roleArn,
    },
    StateMachine: { Id: start.stateMachineArn, Name: start.stateMachineName },
    State: { Name: testedName, EnteredTime: startTime, RetryCount: 0 },
  };
}
