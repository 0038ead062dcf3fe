import { describe, expect, test } from '@jest/globals';
import { format } from '../../../../asl/builder/operators.ts';
import { choice } from '../../../../asl/builder/states/choice.ts';
import { invoke } from '../../../../asl/builder/states/invoke.ts';
import { map } from '../../../../asl/builder/states/map.ts';
import { parallel } from '../../../../asl/builder/states/parallel.ts';
import { workflow } from '../../../../asl/builder/workflow.ts';
import { executeBoth } from '../execute.ts';
import { charge, emitted, input, invoking, notify, Order, reserve, sampleOrder } from '../sample-tasks.ts';

const holding = { Reserve: ({ sku = '' }) => ({ holdId: `hold ${sku}` }) };

describe('map', () => {
  test('reads its item as the input of the first state', () => {
    const each = workflow('Each', { input: Order }, (order) =>
      map(order.lines, (line) => invoke(reserve, { sku: line.sku, orderId: order.orderId }).holdId, {
        as: 'ReserveLines',
        maxConcurrency: 5,
      }),
    );
    expect(emitted(each).States).toEqual({
      ReserveLines: {
        Type: 'Map',
        Items: input('lines'),
        MaxConcurrency: 5,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'INLINE' },
          StartAt: 'Reserve',
          States: {
            Reserve: {
              ...invoking('Reserve', { sku: '{% $states.input.sku %}', orderId: input('orderId') }),
              Output: '{% $states.result.Payload.holdId %}',
              End: true,
            },
          },
        },
        End: true,
      },
    });
    expect(executeBoth(each, sampleOrder, holding).output).toEqual(['hold tea', 'hold mug']);
  });

  test('assigns the item in the first state for those after it', () => {
    const later = workflow('Later', { input: Order }, (order) =>
      map(order.lines, (line) => {
        const held = invoke(reserve, { sku: line.sku, orderId: 'x' });
        invoke(notify, { text: line.sku });
        return { sku: line.sku, hold: held.holdId };
      }),
    );
    expect(emitted(later).States['MapLines']).toMatchObject({
      ItemProcessor: {
        States: {
          Reserve: {
            Assign: { item: '{% $states.input %}', reserve: '{% $states.result.Payload %}' },
          },
          Notify: {
            Arguments: { Payload: { text: '{% $item.sku %}' } },
            Output: { sku: '{% $item.sku %}', hold: '{% $reserve.holdId %}' },
          },
        },
      },
    });
    expect(executeBoth(later, sampleOrder, holding).output).toEqual([
      { sku: 'tea', hold: 'hold tea' },
      { sku: 'mug', hold: 'hold mug' },
    ]);
  });

  test('hands in item and number together when both are read', () => {
    const numbered = workflow('Numbered', { input: Order }, (order) =>
      map(order.lines, (line, index) => invoke(notify, { text: format`${index}: ${line.sku}` })),
    );
    expect(emitted(numbered).States['MapLines']).toMatchObject({
      ItemSelector: {
        item: '{% $states.context.Map.Item.Value %}',
        index: '{% $states.context.Map.Item.Index %}',
      },
      ItemProcessor: {
        States: {
          Notify: {
            Arguments: { Payload: { text: "{% $states.input.index & ': ' & $states.input.item.sku %}" } },
          },
        },
      },
    });
    expect(executeBoth(numbered, sampleOrder).output).toEqual([{ text: '0: tea' }, { text: '1: mug' }]);
  });

  test('assigns the item on every way out of a choice that comes first', () => {
    const branching = workflow('Branching', { input: Order }, (order) =>
      map(order.lines, (line) => {
        const charged = choice(
          order.isGift,
          () => 'gift',
          () => invoke(charge, { amount: 1 }).chargeId,
        );
        return { charged, sku: line.sku };
      }),
    );
    expect(emitted(branching).States['MapLines']).toMatchObject({
      ItemProcessor: {
        StartAt: 'IsGift',
        States: {
          IsGift: {
            Choices: [{ Assign: { item: '{% $states.input %}', isGift: 'gift' }, Next: 'MapLinesDone' }],
            Assign: { item: '{% $states.input %}' },
            Default: 'Charge',
          },
        },
      },
    });
    expect(executeBoth(branching, sampleOrder).output).toEqual([
      { charged: 'gift', sku: 'tea' },
      { charged: 'gift', sku: 'mug' },
    ]);
  });

  test('reads the item in branches that come first', () => {
    const fanned = workflow('Fanned', { input: Order }, (order) =>
      map(order.lines, (line) => {
        const [sku, count] = parallel(
          () => invoke(notify, { text: line.sku }),
          () => invoke(charge, { amount: line.quantity }),
        );
        return { sku, count };
      }),
    );
    const text = '{% $states.input.sku %}';
    expect(emitted(fanned).States['MapLines']).toMatchObject({
      ItemProcessor: {
        StartAt: 'Parallel',
        States: { Parallel: { Branches: [{ States: { Notify: invoking('Notify', { text }) } }, {}] } },
      },
    });
    expect(executeBoth(fanned, sampleOrder).output).toEqual([
      { sku: { text: 'tea' }, count: { amount: 2 } },
      { sku: { text: 'mug' }, count: { amount: 1 } },
    ]);
  });

  test('holds the item in a Pass for what lies deeper in branches that come first', () => {
    const fanned = workflow('Fanned', { input: Order }, (order) =>
      map(order.lines, (line) => {
        const [first, second] = parallel(
          () => invoke(notify, { text: line.sku }),
          () => map(order.lines, (other) => invoke(notify, { text: format`${line.sku}+${other.sku}` })),
        );
        return { first, second };
      }),
    );
    expect(emitted(fanned).States['MapLines']).toMatchObject({
      ItemProcessor: {
        StartAt: 'ParallelInput',
        States: {
          ParallelInput: { Type: 'Pass', Assign: { item: '{% $states.input %}' }, Next: 'Parallel' },
        },
      },
    });
    expect(executeBoth(fanned, sampleOrder).output).toEqual([
      { first: { text: 'tea' }, second: [{ text: 'tea+tea' }, { text: 'tea+mug' }] },
      { first: { text: 'mug' }, second: [{ text: 'mug+tea' }, { text: 'mug+mug' }] },
    ]);
  });

  test('reads results from before the map inside it', () => {
    const capturing = workflow('Capturing', { input: Order }, (order) => {
      const charged = invoke(charge, { amount: order.total });
      const texts = map(order.lines, (line) =>
        map(order.lines, (other) =>
          invoke(notify, { text: format`${charged.chargeId} ${line.sku} ${other.sku}` }),
        ),
      );
      return texts.at(1).at(0);
    });
    const answers = { Charge: () => ({ chargeId: 'c' }) };
    expect(executeBoth(capturing, sampleOrder, answers).output).toEqual({ text: 'c mug tea' });
  });

  test('goes over a list that is written out', () => {
    const fixed = workflow('Fixed', { input: Order }, () =>
      map(['a', 'b'], (letter) => invoke(notify, { text: letter }), { as: 'Letters' }),
    );
    expect(emitted(fixed).States['Letters']).toMatchObject({ Items: ['a', 'b'] });
    expect(executeBoth(fixed, sampleOrder).output).toEqual([{ text: 'a' }, { text: 'b' }]);
  });
});
