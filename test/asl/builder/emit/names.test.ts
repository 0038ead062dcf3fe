import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { defineTask } from '../../../../asl/builder/define-task.ts';
import { emit } from '../../../../asl/builder/emit/emit.ts';
import { choice } from '../../../../asl/builder/states/choice.ts';
import { fail } from '../../../../asl/builder/states/end.ts';
import { invoke } from '../../../../asl/builder/states/invoke.ts';
import { map } from '../../../../asl/builder/states/map.ts';
import { pass } from '../../../../asl/builder/states/pass.ts';
import { workflow } from '../../../../asl/builder/workflow.ts';
import { emitted, notify, Order } from '../sample-tasks.ts';

describe('state names', () => {
  test('are unique over all scopes of a definition', () => {
    const deep = workflow('Deep', { input: Order }, (order) => {
      invoke(notify, { text: 'a' });
      map(order.lines, (line) => {
        invoke(notify, { text: line.sku });
        choice(order.isGift, () => invoke(notify, { text: 'c' }));
      });
      invoke(notify, { text: 'd' }, { as: 'Notify2' });
    });
    expect(JSON.stringify(emitted(deep)).match(/"Notify\d*":\{/g)).toEqual([
      '"Notify":{',
      '"Notify3":{',
      '"Notify4":{',
      '"Notify2":{',
    ]);
  });

  test('call the end of the machine Done, and that of a graph in it after the graph', () => {
    const ends = workflow('Ends', { input: Order }, (order) => {
      const sizes = map(order.lines, (line) => choice(order.isGift, () => line.sku));
      choice(order.isGift, () => invoke(notify, { text: 'c' }));
      return { sizes };
    });
    const { States } = emitted(ends);
    expect(States['Done']).toMatchObject({ Type: 'Succeed', Output: { sizes: '{% $mapLines %}' } });
    expect(States['MapLines']).toMatchObject({
      ItemProcessor: { States: { MapLinesDone: { Type: 'Succeed' } } },
    });
  });

  test('need no Done where all other ends are terminal', () => {
    const ends = workflow('Ends', { input: Order }, () => {
      const sent = invoke(notify, { text: 'a' }, { catch: { 'States.ALL': () => fail('Unsent') } });
      return { id: sent.messageId };
    });
    expect(emitted(ends).States['Notify']).toMatchObject({
      Output: { id: '{% $states.result.Payload.messageId %}' },
      End: true,
    });
  });

  test('do not change when a state is added after them', () => {
    const namesOf = (count: number) =>
      Object.keys(
        emitted(
          workflow('Growing', { input: Order }, () => {
            for (let index = 0; index < count; index += 1) invoke(notify, { text: 'x' });
          }),
        ).States,
      );
    expect(namesOf(4).slice(0, 3)).toEqual(namesOf(3));
  });

  test('have at most 80 characters, with their number', () => {
    const long = 'L'.repeat(80);
    const twice = workflow('Twice', { input: Order }, () => {
      pass('one', { as: long });
      pass('two', { as: long });
    });
    expect(Object.keys(emit(twice).States)).toEqual([long, `${'L'.repeat(79)}2`]);
    const longer = workflow('Longer', { input: Order }, () => void pass(1, { as: `${long}L` }));
    expect(() => emitted(longer)).toThrow(/has 81 characters/);
  });

  test('give their variables names that are unique too', () => {
    const similar = workflow('Similar', { input: Order }, (order) => {
      const one = invoke(notify, { text: order.email }, { as: 'Tell them' });
      const other = invoke(notify, { text: one.messageId }, { as: 'TellThem' });
      const number = pass(1, { as: '1st DNS' });
      const states = pass(2, { as: 'States' });
      invoke(notify, { text: other.messageId });
      return [one.messageId, other.messageId, number, states];
    });
    expect(emit(similar).States).toMatchObject({
      'Tell them': { Assign: { tellThem: '{% $states.result.Payload %}' } },
      TellThem: { Assign: { tellThem2: '{% $states.result.Payload %}' } },
      '1st DNS': { Assign: { value1stDNS: 1 } },
      States: { Assign: { states2: 2 } },
    });
  });
});

describe('placeholders', () => {
  const newTask = () =>
    defineTask('Same', { input: z.object({}), output: z.object({}), handler: () => ({}) });

  test('name one thing each', () => {
    const [one, other] = [newTask(), newTask()];
    const clash = () =>
      workflow('Clash', { input: Order }, () => {
        invoke(one, {});
        invoke(other, {});
      });
    expect(clash).toThrow(/Two tasks or workflows are named Same/);
  });

  test('are made of letters and digits', () => {
    expect(() => workflow('not-plain', { input: Order }, () => 1)).toThrow(/letters and digits only/);
  });
});
