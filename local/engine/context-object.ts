import type { Json, JsonObject } from '../../asl/json.ts';
import type { MapItem } from './map-run/map-item.ts';
import type { Scope } from './scope.ts';
import { formatTimestamp } from './timestamp.ts';

/**
 * `$$` and `$states.context` (docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html).
 * RetryCount stands where there can be a retry, Task.Token where there is one, Map.Item inside iterations.
 */
export function contextObject(scope: Scope, item: MapItem | undefined): JsonObject {
  const { start, startedAt, redriveCount, redrivenAt } = scope.timeline;
  const context: { [field: string]: Json } = {
    Execution: {
      Id: start.arn,
      Input: start.input,
      StartTime: formatTimestamp(startedAt),
      Name: start.name,
      RoleArn: start.roleArn,
      ...(start.type === 'STANDARD' && { RedriveCount: redriveCount }),
      ...(redrivenAt !== undefined && { RedriveTime: formatTimestamp(redrivenAt) }),
    },
    StateMachine: { Id: start.stateMachineArn, Name: start.stateMachineName },
    State: {
      Name: scope.state.name,
      EnteredTime: formatTimestamp(scope.enteredAt),
      ...('retriers' in scope.state && { RetryCount: scope.retryCount }),
    },
  };
  if (item !== undefined) context['Map'] = { Item: describeItem(item) };
  if (scope.taskToken !== undefined) context['Task'] = { Token: scope.taskToken };
  return start.context === undefined ? context : { ...context, ...start.context };
}

/** `$$.Map.Item`. */
export function describeItem({ index, value, key, source }: MapItem): JsonObject {
  return {
    Index: index,
    ...(key !== undefined && { Key: key }),
    Value: value,
    ...(source !== undefined && { Source: source }),
  };
}
