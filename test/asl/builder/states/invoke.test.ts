import { describe, expect, test } from '@jest/globals';
import { eventualConsistency, transient } from '../../../../asl/builder/retry-policy.ts';
import { invoke } from '../../../../asl/builder/states/invoke.ts';
import { TaskError } from '../../../../asl/builder/task-error.ts';
import { workflow } from '../../../../asl/builder/workflow.ts';
import { executeBoth } from '../execute.ts';
import { charge, emitted, input, invoking, notify, Order, reserve, sampleOrder } from '../sample-tasks.ts';

describe('invoke', () => {
  const chain = workflow('Chain', { input: Order }, (order) => {
    const held = invoke(reserve, { sku: order.lines.at(0).sku, orderId: order.orderId });
    invoke(charge, { amount: order.total });
    const sent = invoke(notify, { text: held.holdId });
    return { message: sent.messageId, hold: held.holdId };
  });

  test('assigns only results that somebody reads later', () => {
    expect(emitted(chain)).toEqual({
      QueryLanguage: 'JSONata',
      StartAt: 'Reserve',
      States: {
        Reserve: {
          ...invoking('Reserve', { sku: input('lines[0].sku'), orderId: input('orderId') }),
          Assign: { reserve: '{% $states.result.Payload %}' },
          Next: 'Charge',
        },
        Charge: { ...invoking('Charge', { amount: input('total') }), TimeoutSeconds: 15, Next: 'Notify' },
        Notify: {
          ...invoking('Notify', { text: '{% $reserve.holdId %}' }),
          Output: { message: '{% $states.result.Payload.messageId %}', hold: '{% $reserve.holdId %}' },
          End: true,
        },
      },
    });
  });

  test('keeps the fields of a state in one order', () => {
    const { Notify, Charge } = emitted(chain).States;
    expect(Object.keys(Notify ?? {})).toEqual(['Type', 'Resource', 'Arguments', 'Output', 'End']);
    expect(Object.keys(Charge ?? {})).toEqual(['Type', 'Resource', 'Arguments', 'TimeoutSeconds', 'Next']);
    expect(Object.keys(emitted(chain))).toEqual(['QueryLanguage', 'StartAt', 'States']);
  });

  test('hands results on in both languages', () => {
    const answers = { Reserve: () => ({ holdId: 'h' }), Notify: () => ({ messageId: 'm' }) };
    expect(executeBoth(chain, sampleOrder, answers)).toMatchObject({
      status: 'SUCCEEDED',
      output: { message: 'm', hold: 'h' },
      tasks: ['Reserve', 'Charge', 'Notify'],
    });
  });

  test('accumulates results under one name in JSONPath', () => {
    expect(emitted(chain, 'JSONPath').States).toEqual({
      Reserve: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: {
          FunctionName: '${Reserve}',
          Payload: {
            'sku.$': '$$.Execution.Input.lines[0].sku',
            'orderId.$': '$$.Execution.Input.orderId',
          },
        },
        ResultSelector: { 'Payload.$': '$.Payload' },
        ResultPath: '$.results.reserve',
        Next: 'Charge',
      },
      Charge: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { FunctionName: '${Charge}', Payload: { 'amount.$': '$$.Execution.Input.total' } },
        TimeoutSeconds: 15,
        ResultPath: null,
        Next: 'Notify',
      },
      Notify: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { FunctionName: '${Notify}', Payload: { 'text.$': '$.results.reserve.Payload.holdId' } },
        ResultSelector: { 'Payload.$': '$.Payload' },
        ResultPath: '$.results.notify',
        Next: 'Done',
      },
      Done: {
        Type: 'Pass',
        Parameters: {
          'message.$': '$.results.notify.Payload.messageId',
          'hold.$': '$.results.reserve.Payload.holdId',
        },
        End: true,
      },
    });
  });

  test('gives the empty object when the workflow returns nothing', () => {
    const quiet = workflow('Quiet', { input: Order }, (order) => {
      invoke(notify, { text: order.email });
    });
    expect(emitted(quiet).States['Notify']).toMatchObject({ Output: {}, End: true });
    expect(executeBoth(quiet, sampleOrder).output).toEqual({});
  });

  test('takes retries, limits, comment and role from its settings', () => {
    const strict = workflow('Strict', { input: Order, timeoutSeconds: 60, comment: 'All set.' }, (order) => {
      invoke(
        charge,
        { amount: order.total },
        {
          as: 'Charge the card',
          comment: 'Once only.',
          retry: [{ ...transient, errors: ['Lambda.ServiceException'] }],
          timeoutSeconds: 3,
          heartbeatSeconds: order.total,
          credentials: { RoleArn: order.email },
        },
      );
    });
    expect(emitted(strict)).toEqual({
      Comment: 'All set.',
      QueryLanguage: 'JSONata',
      TimeoutSeconds: 60,
      StartAt: 'Charge the card',
      States: {
        'Charge the card': {
          ...invoking('Charge', { amount: input('total') }),
          Comment: 'Once only.',
          Credentials: { RoleArn: input('email') },
          TimeoutSeconds: 3,
          HeartbeatSeconds: input('total'),
          Retry: [
            {
              ErrorEquals: ['Lambda.ServiceException'],
              IntervalSeconds: 1,
              MaxAttempts: 6,
              BackoffRate: 2,
              MaxDelaySeconds: 30,
              JitterStrategy: 'FULL',
            },
          ],
          Output: {},
          End: true,
        },
      },
    });
  });

  test('retries by the policies until they are used up', () => {
    const patient = workflow('Patient', { input: Order }, (order) =>
      invoke(reserve, { sku: order.email, orderId: order.orderId }, { retry: [eventualConsistency] }),
    );
    const answers = {
      Reserve: (_payload: unknown, before: number) => {
        if (before < 3) throw new TaskError('ResourceNotFoundException', 'not yet');
        return { holdId: 'h' };
      },
    };
    expect(executeBoth(patient, sampleOrder, answers)).toMatchObject({
      output: { holdId: 'h' },
      tasks: ['Reserve', 'Reserve', 'Reserve', 'Reserve'],
    });
  });

  test('numbers states of the same task', () => {
    const twice = workflow('Twice', { input: Order }, (order) => {
      const first = invoke(charge, { amount: order.total });
      const second = invoke(charge, { amount: 1 });
      invoke(notify, { text: first.chargeId });
      return second.chargeId;
    });
    expect(emitted(twice).States).toMatchObject({
      Charge: { Assign: { charge: '{% $states.result.Payload %}' } },
      Charge2: { Assign: { charge2: '{% $states.result.Payload %}' } },
      Notify: { Output: '{% $charge2.chargeId %}' },
    });
  });

  test('catches by name and goes on with the value of the handler', () => {
    const lenient = workflow('Lenient', { input: Order }, (order) => {
      const charged = invoke(
        charge,
        { amount: order.total },
        {
          catch: {
            Declined: (error) => ({ chargeId: error.Cause }),
            'States.ALL': () => {
              invoke(notify, { text: 'failed' });
              return { chargeId: 'none' };
            },
          },
        },
      );
      invoke(notify, { text: charged.chargeId });
      return charged;
    });
    expect(emitted(lenient).States).toEqual({
      Charge: {
        ...invoking('Charge', { amount: input('total') }),
        TimeoutSeconds: 15,
        Catch: [
          {
            ErrorEquals: ['Declined'],
            Assign: { charge: { chargeId: '{% $states.errorOutput.Cause %}' } },
            Next: 'Notify2',
          },
          { ErrorEquals: ['States.ALL'], Next: 'Notify' },
        ],
        Assign: { charge: '{% $states.result.Payload %}' },
        Next: 'Notify2',
      },
      Notify: {
        ...invoking('Notify', { text: 'failed' }),
        Assign: { charge: { chargeId: 'none' } },
        Next: 'Notify2',
      },
      Notify2: {
        ...invoking('Notify', { text: '{% $charge.chargeId %}' }),
        Output: '{% $charge %}',
        End: true,
      },
    });
    const fails = (name: string) => ({
      Charge: () => {
        throw new TaskError(name, 'no money');
      },
    });
    expect(executeBoth(lenient, sampleOrder, fails('Declined')).output).toEqual({ chargeId: 'no money' });
    expect(executeBoth(lenient, sampleOrder, fails('Broken')).output).toEqual({ chargeId: 'none' });
  });

  test('is frozen once emitted', () => {
    const definition = emitted(chain);
    expect(Object.isFrozen(definition.States['Reserve'])).toBe(true);
    expect(chain.tasks.map((task) => task.name)).toEqual(['Reserve', 'Charge', 'Notify']);
  });
});
