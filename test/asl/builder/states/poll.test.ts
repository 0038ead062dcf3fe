import { describe, expect, test } from '@jest/globals';
import { eq } from '../../../../asl/builder/operators.ts';
import { invoke } from '../../../../asl/builder/states/invoke.ts';
import { poll } from '../../../../asl/builder/states/poll.ts';
import { workflow } from '../../../../asl/builder/workflow.ts';
import { executeBoth } from '../execute.ts';
import { charge, emitted, invoking, notify, Order, sampleOrder } from '../sample-tasks.ts';

describe('poll', () => {
  const watched = workflow('Watched', { input: Order }, () => {
    const found = poll(() => invoke(notify, { text: 'ready?' }), {
      as: 'Ready',
      until: (answer) => eq(answer.messageId, 'yes'),
      everySeconds: 10,
      atMost: 3,
    });
    return found.messageId;
  });

  test('is a loop of check, choice and counted wait', () => {
    expect(emitted(watched).States).toEqual({
      Ready: { Type: 'Pass', Assign: { readyWaits: 0 }, Next: 'Notify' },
      Notify: {
        ...invoking('Notify', { text: 'ready?' }),
        Assign: { notify: '{% $states.result.Payload %}' },
        Next: 'ReadyReached',
      },
      ReadyReached: {
        Type: 'Choice',
        Choices: [
          {
            Condition: "{% $notify.messageId = 'yes' %}",
            Assign: { ready: '{% $notify %}' },
            Next: 'Done',
          },
          { Condition: '{% $readyWaits >= 2 %}', Next: 'ReadyExhausted' },
        ],
        Default: 'ReadyPause',
      },
      ReadyPause: {
        Type: 'Wait',
        Seconds: 10,
        Assign: { readyWaits: '{% $readyWaits + 1 %}' },
        Next: 'Notify',
      },
      ReadyExhausted: {
        Type: 'Fail',
        Error: 'PollExhausted',
        Cause: 'Ready was not reached in 3 checks.',
      },
      Done: { Type: 'Succeed', Output: '{% $ready.messageId %}' },
    });
  });

  test('ends with the check that finds it', () => {
    const answers = {
      Notify: (_payload: unknown, before: number) => ({ messageId: before < 2 ? 'no' : 'yes' }),
    };
    expect(executeBoth(watched, sampleOrder, answers)).toMatchObject({
      output: 'yes',
      tasks: ['Notify', 'Notify', 'Notify'],
    });
  });

  test('fails with PollExhausted after the last check', () => {
    expect(executeBoth(watched, sampleOrder, { Notify: () => ({ messageId: 'no' }) })).toMatchObject({
      status: 'FAILED',
      error: 'PollExhausted',
      tasks: ['Notify', 'Notify', 'Notify'],
    });
  });

  test('goes on with what the exhausted function returns', () => {
    const patient = workflow('Patient', { input: Order }, (order) => {
      const found = poll(() => invoke(notify, { text: 'ready?' }).messageId, {
        until: (answer) => eq(answer, 'yes'),
        everySeconds: order.total,
        atMost: 2,
        exhausted: () => 'never',
      });
      invoke(charge, { amount: order.total });
      return found;
    });
    expect(executeBoth(patient, sampleOrder, { Notify: () => ({ messageId: 'no' }) }).output).toBe('never');
  });

  test('refuses a count that is no count', () => {
    const endless = () =>
      workflow('Endless', { input: Order }, (order) => {
        poll(() => 1, { until: () => order.isGift, everySeconds: 1, atMost: 0 });
      });
    expect(endless).toThrow(/atMost is 0/);
  });
});
