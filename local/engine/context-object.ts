import type { Json, JsonObject } from '../../asl/json.ts';
import type { MapItem, Scope } from './scope.ts';
import { formatTimestamp } from './timestamp.ts';

/**
 * `$$` and `$states.context` (docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html).
 * RetryCount stands where there can be a retry, Task.Token where there is one, Map.Item inside iterations.
 */
export function contextObject(scope: Scope, item: MapItem | undefined): JsonObject {
  const { start, startedAt } = scope.timeline;
  const context: { [field: string]: Json } = {
    Execution: {
      Id: start.arn,
      Input: start.input,
      StartTime: formatTimestamp(startedAt),
      Name: start.name,
      RoleArn: start.roleArn,
      ...(start.type === 'STANDARD' && { RedriveCount: 0 }),
    },
    StateMachine: { Id: start.stateMachineArn, Name: start.stateMachineName },
    State: {
      Name: scope.state.name,
      EnteredTime: formatTimestamp(scope.enteredAt),
      ...('retriers' in scope.state && { RetryCount: scope.retryCount }),
    },
  };
  if (item !== undefined) context['Map'] = { Item: { Index: item.index, Value: item.value } };
  if (scope.taskToken !== undefined) context['Task'] = { Token: scope.taskToken };
  return start.context === undefined ? context : { ...context, ...start.context };
}
