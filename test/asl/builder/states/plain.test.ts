import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Json } from '../../../../asl/json.ts';
import { add, format, startTime } from '../../../../asl/builder/operators.ts';
import { choice } from '../../../../asl/builder/states/choice.ts';
import { fail, succeed } from '../../../../asl/builder/states/end.ts';
import { pass } from '../../../../asl/builder/states/pass.ts';
import { raw } from '../../../../asl/builder/states/raw.ts';
import { wait } from '../../../../asl/builder/states/wait.ts';
import { workflow } from '../../../../asl/builder/workflow.ts';
import { emit } from '../../../../asl/builder/emit/emit.ts';
import { execute, executeBoth } from '../execute.ts';
import { emitted, input, Order, sampleOrder } from '../sample-tasks.ts';

describe('pass', () => {
  test.each<[string, z.ZodType<Json>, Json]>([
    ['a list', z.array(z.number()), [1, 2]],
    ['a text', z.string(), 'tea'],
    ['an object with results', z.object({ results: z.array(z.number()) }), { results: [1, 2] }],
    ['anything', z.json(), ['tea']],
    ['an object or a list', z.union([z.object({ a: z.number() }), z.array(z.number())]), [1]],
  ])('keeps its value apart from an input that is %s', (_what, schema, given) => {
    const keeping = workflow('Keeping', { input: schema }, (whole) => {
      const kept = pass({ whole }, { as: 'Keep' });
      wait({ seconds: 1 });
      return kept;
    });
    expect(executeBoth(keeping, given).output).toEqual({ whole: given });
  });

  test('computes a value once', () => {
    const computing = workflow('Computing', { input: Order }, (order) => {
      const prices = pass({ gross: add(order.total, 5), text: format`${order.total} net` }, { as: 'Prices' });
      const twice = pass(add(prices.gross, prices.gross), { as: 'Twice' });
      return { twice, text: prices.text };
    });
    expect(emitted(computing).States).toEqual({
      Prices: {
        Type: 'Pass',
        Assign: {
          prices: {
            gross: '{% $states.context.Execution.Input.total + 5 %}',
            text: "{% $states.context.Execution.Input.total & ' net' %}",
          },
        },
        Next: 'Twice',
      },
      Twice: {
        Type: 'Pass',
        Output: { twice: '{% $prices.gross + $prices.gross %}', text: '{% $prices.text %}' },
        End: true,
      },
    });
    expect(executeBoth(computing, sampleOrder).output).toEqual({ twice: 510, text: '250 net' });
  });

  test('shows a value that nobody reads as its output', () => {
    const shown = workflow('Shown', { input: Order }, (order) => {
      pass({ seen: order.email }, { as: 'Seen' });
      wait({ seconds: 1 });
    });
    expect(emitted(shown).States['Seen']).toEqual({
      Type: 'Pass',
      Output: { seen: input('email') },
      Next: 'Wait',
    });
  });
});

describe('an input that is no object', () => {
  const listed = workflow('Listed', { input: z.array(z.string()) }, (list) => list.at(0));

  test('begins as an empty object in JSONPath', () => {
    const { StartAt, States } = emit(listed, { queryLanguage: 'JSONPath' });
    expect(States[StartAt]).toEqual({ Type: 'Pass', Result: {}, Next: 'Done' });
  });

  test.each(['JSONata', 'JSONPath'] as const)('is read in %s', (queryLanguage) => {
    expect(execute(listed, ['a'], { queryLanguage }).output).toBe('a');
  });
});

describe('wait', () => {
  test('waits for seconds or until a time', () => {
    const waiting = workflow('Waiting', { input: Order }, (order) => {
      wait({ seconds: 5 });
      wait({ seconds: order.total });
      wait({ until: order.at }, { as: 'UntilThen', comment: 'Long past.' });
      wait({ until: startTime() });
    });
    expect(emitted(waiting).States).toEqual({
      Wait: { Type: 'Wait', Seconds: 5, Next: 'Wait2' },
      Wait2: { Type: 'Wait', Seconds: input('total'), Next: 'UntilThen' },
      UntilThen: { Type: 'Wait', Comment: 'Long past.', Timestamp: input('at'), Next: 'Wait3' },
      Wait3: { Type: 'Wait', Timestamp: '{% $states.context.Execution.StartTime %}', Output: {}, End: true },
    });
    expect(emitted(waiting, 'JSONPath').States).toEqual({
      Wait: { Type: 'Wait', Seconds: 5, Next: 'Wait2' },
      Wait2: { Type: 'Wait', SecondsPath: '$$.Execution.Input.total', Next: 'UntilThen' },
      UntilThen: {
        Type: 'Wait',
        Comment: 'Long past.',
        TimestampPath: '$$.Execution.Input.at',
        Next: 'Wait3',
      },
      Wait3: { Type: 'Wait', TimestampPath: '$$.Execution.StartTime', OutputPath: null, End: true },
    });
    expect(executeBoth(waiting, sampleOrder).output).toEqual({});
  });
});

describe('succeed and fail', () => {
  test('end the execution where they stand', () => {
    const early = workflow('Early', { input: Order }, (order) => {
      choice(order.isGift, () => succeed({ early: order.orderId }));
      fail(format`No${order.orderId}`, order.email, { as: 'NotAGift' });
    });
    expect(emitted(early).States).toEqual({
      IsGift: {
        Type: 'Choice',
        Choices: [{ Condition: input('isGift'), Next: 'Succeed' }],
        Default: 'NotAGift',
      },
      Succeed: { Type: 'Succeed', Output: { early: input('orderId') } },
      NotAGift: {
        Type: 'Fail',
        Error: "{% 'No' & $states.context.Execution.Input.orderId %}",
        Cause: input('email'),
      },
    });
    expect(executeBoth(early, sampleOrder).output).toEqual({ early: 'o-1' });
    expect(executeBoth(early, { ...sampleOrder, isGift: false })).toMatchObject({
      error: 'Noo-1',
      cause: 'a@example.com',
    });
  });

  test('let nothing after them be traced', () => {
    const traced: string[] = [];
    workflow('Cut', { input: Order }, () => {
      const stop = (): unknown => fail('Stop');
      stop();
      traced.push('after');
    });
    expect(traced).toEqual([]);
  });
});

describe('raw', () => {
  const handmade = workflow('Handmade', { input: Order }, (order) => {
    const made = raw(
      {
        Type: 'Pass',
        Output: { doubled: '{% 2 * $states.context.Execution.Input.total %}', id: order.orderId },
      },
      { as: 'ByHand', output: z.object({ doubled: z.number(), id: z.string() }) },
    );
    wait({ seconds: 1 });
    return made.doubled;
  });

  test('takes a state as it stands and gives it a transition', () => {
    expect(emitted(handmade).States['ByHand']).toEqual({
      Type: 'Pass',
      Output: { doubled: '{% 2 * $states.context.Execution.Input.total %}', id: input('orderId') },
      Assign: {
        byHand: { doubled: '{% 2 * $states.context.Execution.Input.total %}', id: input('orderId') },
      },
      Next: 'Wait',
    });
    expect(execute(handmade, sampleOrder).output).toBe(500);
  });

  test('is refused in JSONPath with its place', () => {
    expect(() => emit(handmade, { queryLanguage: 'JSONPath' })).toThrow(
      'Handmade has no JSONPath form: in its state ByHand, a raw state is written in JSONata.',
    );
  });
});
