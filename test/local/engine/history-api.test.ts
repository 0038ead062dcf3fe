import { describe, expect, test } from '@jest/globals';
import { toApiEvent } from '../../../local/engine/history-api.ts';
import type { HistoryEvent } from '../../../local/engine/history-event.ts';

const head = { id: 3, previousEventId: 2, at: 5_000 };
const apiHead = { id: 3, previousEventId: 2, timestamp: 5_000 };

describe('toApiEvent', () => {
  test.each<[string, HistoryEvent, object]>([
    [
      'input as text',
      { ...head, type: 'PassStateEntered', name: 'A', input: { a: [1] } },
      { stateEnteredEventDetails: { name: 'A', input: '{"a":[1]}', inputDetails: { truncated: false } } },
    ],
    [
      'variables each as text',
      { ...head, type: 'WaitStateExited', name: 'A', output: null, assignedVariables: { x: 42, y: 'z' } },
      {
        stateExitedEventDetails: {
          name: 'A',
          output: 'null',
          outputDetails: { truncated: false },
          assignedVariables: { x: '42', y: '"z"' },
          assignedVariablesDetails: { truncated: false },
        },
      },
    ],
    [
      'parameters as text, and no limits that are not set',
      {
        ...head,
        type: 'TaskScheduled',
        resourceType: 'lambda',
        resource: 'invoke',
        region: 'us-east-1',
        parameters: { a: 1 },
        timeoutInSeconds: 5,
        heartbeatInSeconds: undefined,
        taskCredentials: undefined,
      },
      {
        taskScheduledEventDetails: {
          resourceType: 'lambda',
          resource: 'invoke',
          region: 'us-east-1',
          parameters: '{"a":1}',
          timeoutInSeconds: 5,
        },
      },
    ],
    [
      'an empty object where nothing is known',
      { ...head, type: 'ExecutionFailed', error: undefined, cause: undefined },
      { executionFailedEventDetails: {} },
    ],
    ['no details where there are none to have', { ...head, type: 'MapStateSucceeded' }, {}],
    [
      'the detail key of its own type',
      { ...head, type: 'MapIterationStarted', name: 'Each', index: 0 },
      { mapIterationStartedEventDetails: { name: 'Each', index: 0 } },
    ],
  ])('writes %s', (_what, event, details) => {
    expect(toApiEvent(event)).toEqual({ ...apiHead, type: event.type, ...details });
  });
});
