import { describe, expect, test } from '@jest/globals';
import { invoke } from '../../../../asl/builder/states/invoke.ts';
import { parallel } from '../../../../asl/builder/states/parallel.ts';
import { TaskError } from '../../../../asl/builder/task-error.ts';
import { workflow } from '../../../../asl/builder/workflow.ts';
import { executeBoth } from '../execute.ts';
import { charge, emitted, input, invoking, notify, Order, sampleOrder } from '../sample-tasks.ts';

describe('parallel', () => {
  test('gives a tuple of what its branches return', () => {
    const both = workflow('Both', { input: Order }, (order) => {
      const [charged, text] = parallel(
        () => invoke(charge, { amount: order.total }),
        () => {
          const sent = invoke(notify, { text: order.email });
          return { sent: sent.messageId, to: order.email };
        },
      );
      return { charge: charged.chargeId, sent: text.sent, to: text.to };
    });
    expect(emitted(both).States).toEqual({
      Parallel: {
        Type: 'Parallel',
        Branches: [
          {
            StartAt: 'Charge',
            States: {
              Charge: {
                ...invoking('Charge', { amount: input('total') }),
                TimeoutSeconds: 15,
                Output: '{% $states.result.Payload %}',
                End: true,
              },
            },
          },
          {
            StartAt: 'Notify',
            States: {
              Notify: {
                ...invoking('Notify', { text: input('email') }),
                Output: { sent: '{% $states.result.Payload.messageId %}', to: input('email') },
                End: true,
              },
            },
          },
        ],
        Output: {
          charge: '{% $states.result[0].chargeId %}',
          sent: '{% $states.result[1].sent %}',
          to: '{% $states.result[1].to %}',
        },
        End: true,
      },
    });
    const answers = { Charge: () => ({ chargeId: 'c' }), Notify: () => ({ messageId: 'm' }) };
    expect(executeBoth(both, sampleOrder, answers).output).toEqual({
      charge: 'c',
      sent: 'm',
      to: 'a@example.com',
    });
  });

  test('gives an object when its branches have names', () => {
    const named = workflow('Named', { input: Order }, (order) => {
      const { charged, sent } = parallel(
        {
          charged: () => invoke(charge, { amount: order.total }),
          sent: () => {
            invoke(notify, { text: 'go' });
          },
        },
        { as: 'ChargeAndTell' },
      );
      invoke(notify, { text: charged.chargeId });
      return { charged, sent };
    });
    expect(emitted(named).States['ChargeAndTell']).toMatchObject({
      Assign: {
        chargeAndTell: { charged: '{% $states.result[0] %}', sent: '{% $states.result[1] %}' },
      },
      Next: 'Notify2',
    });
    const answers = { Charge: () => ({ chargeId: 'c' }) };
    expect(executeBoth(named, sampleOrder, answers).output).toEqual({ charged: { chargeId: 'c' }, sent: {} });
  });

  test('lets branches read what was there before them', () => {
    const capturing = workflow('Capturing', { input: Order }, (order) => {
      const charged = invoke(charge, { amount: order.total });
      const [first] = parallel(
        () => {
          const sent = invoke(notify, { text: charged.chargeId });
          return invoke(notify, { text: sent.messageId });
        },
        () => invoke(notify, { text: charged.chargeId }),
      );
      return first.messageId;
    });
    const answers = {
      Charge: () => ({ chargeId: 'c' }),
      Notify: ({ text = '' }) => ({ messageId: `${text}!` }),
    };
    expect(executeBoth(capturing, sampleOrder, answers).output).toBe('c!!');
  });

  test('refuses results of a branch outside of it', () => {
    const leaking = () =>
      workflow('Leaking', { input: Order }, (order) => {
        let leaked = order.email;
        parallel(
          () => {
            leaked = invoke(notify, { text: 'x' }).messageId;
          },
          () => invoke(notify, { text: 'y' }),
        );
        invoke(notify, { text: leaked });
      });
    expect(leaking).toThrow(/^Notify\.messageId belongs to a block that has ended .* Return it/);
  });

  test('catches what fails in a branch', () => {
    const careful = workflow('Careful', { input: Order }, (order) =>
      parallel(
        { charged: () => invoke(charge, { amount: order.total }).chargeId, other: () => 'x' },
        { catch: { Declined: () => ({ charged: 'declined', other: '' }) } },
      ),
    );
    const answers = {
      Charge: () => {
        throw new TaskError('Declined', 'no');
      },
    };
    expect(executeBoth(careful, sampleOrder, answers).output).toEqual({ charged: 'declined', other: '' });
    expect(executeBoth(careful, sampleOrder, { Charge: () => ({ chargeId: 'c' }) }).output).toEqual({
      charged: 'c',
      other: 'x',
    });
  });
});
