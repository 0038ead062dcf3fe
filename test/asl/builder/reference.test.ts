import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { field } from '../../../asl/builder/operators.ts';
import { isReference, type Ref } from '../../../asl/builder/reference.ts';
import { invoke } from '../../../asl/builder/states/invoke.ts';
import { pass } from '../../../asl/builder/states/pass.ts';
import { workflow } from '../../../asl/builder/workflow.ts';
import { executeBoth } from './execute.ts';
import { charge, emitted, notify, Order, sampleOrder } from './sample-tasks.ts';

type OrderRef = Ref<z.output<typeof Order>>;

function tracing(body: (order: OrderRef) => void): () => void {
  return () => {
    workflow('Misused', { input: Order }, body);
  };
}

describe('a reference used as a JavaScript value', () => {
  test.each<[string, (order: OrderRef) => unknown, RegExp]>([
    [
      'in a template string',
      (order) => `an ${order.orderId as unknown as string}`,
      /input\.orderId is a reference .* format`…`/,
    ],
    ['in arithmetic', (order) => Number(order.total) + 1, /input\.total is a reference .* compute with add/],
    ['as a string', (order) => 'to '.concat(order.email as unknown as string), /input\.email is a reference/],
    [
      'with toString',
      (order) => (order.email as unknown as number).toString(),
      /cannot be turned into a string.*format`…`/,
    ],
    ['as JSON', (order) => JSON.stringify(order.lines), /input\.lines .* cannot be turned into JSON.*toJson/],
    [
      'in a loop',
      (order) => [...(order.lines as unknown as string[])],
      /cannot be looped over.*map\(reference/,
    ],
    ['with spread', (order) => ({ ...(order as object) }), /cannot be spread or listed.*merge/],
    ['with an assignment', (order) => Object.assign(order, { total: 1 }), /cannot be changed/],
    ['as a function', (order) => (order.lines as unknown as () => void)(), /cannot be called.*at\(index\)/],
    [
      'with await',
      (order) => (order as unknown as { then: unknown }).then,
      /cannot be awaited.*leave out the await/,
    ],
    [
      'filter',
      (order) => (order.lines as unknown as unknown[]).filter(Boolean),
      /asked to filter\(…\)\. Instead: jsonata/,
    ],
    ['in', (order) => 'note' in order, /asked for note with in\. Instead: use isPresent/],
  ])('%s says what to write instead', (_how, misuse, sentence) => {
    expect(tracing((order) => void misuse(order))).toThrow(sentence);
  });

  test('names items by their index', () => {
    expect(tracing((order) => String(order.lines.at(2).sku as unknown as Date))).toThrow(
      /^input\.lines\.at\(2\)\.sku is a reference/,
    );
  });
});

describe('a value of a workflow', () => {
  test.each<[string, unknown, RegExp]>([
    ['a date', new Date(0), /an instance of Date is neither/],
    ['a function', () => 1, /a function is neither/],
    ['not a number', Number.NaN, /NaN is neither/],
    ['a symbol', Symbol('x'), /Symbol\(x\) is neither/],
  ])('cannot be %s', (_what, value, sentence) => {
    expect(tracing(() => void pass(value))).toThrow(sentence);
  });

  test('may be any JSON with references inside, without what is undefined', () => {
    const mixed = workflow('Mixed', { input: Order }, (order) => ({
      list: [1, null, order.total, { deep: order.lines.at(1).sku }],
      missing: undefined,
    }));
    expect(emitted(mixed).States['Done']).toEqual({
      Type: 'Succeed',
      Output: {
        list: [
          1,
          null,
          '{% $states.context.Execution.Input.total %}',
          { deep: '{% $states.context.Execution.Input.lines[1].sku %}' },
        ],
      },
    });
  });

  test('may be a text that looks like an expression', () => {
    const literal = workflow('Literal', { input: Order }, () => ({ text: '{% $x %}' }));
    expect(emitted(literal).States['Done']).toEqual({
      Type: 'Succeed',
      Output: { text: "{% '{% $x %}' %}" },
    });
    expect(executeBoth(literal, sampleOrder).output).toEqual({ text: '{% $x %}' });
  });
});

describe('fields of unusual names', () => {
  const Odd = z.object({
    at: z.string(),
    toString: z.string(),
    'a b': z.number(),
    and: z.number(),
    list: z.array(z.string()),
  });

  test('are read in both languages', () => {
    const reading = workflow('Reading', { input: Odd }, (odd) => ({
      at: odd.at,
      text: field(odd, 'toString'),
      spaced: odd['a b'],
      and: odd.and,
      second: odd.list.at(1),
    }));
    const given = { at: 'noon', toString: 'later', 'a b': 1, and: 2, list: ['x', 'y'] };
    expect(executeBoth(reading, given).output).toEqual({
      at: 'noon',
      text: 'later',
      spaced: 1,
      and: 2,
      second: 'y',
    });
  });
});

describe('tracing', () => {
  test('refuses constructs outside of a workflow', () => {
    expect(() => invoke(charge, { amount: 1 })).toThrow(/^Charge stands outside a workflow/);
  });

  test('refuses references of another workflow', () => {
    let stolen: Ref<string> | undefined;
    workflow('First', { input: Order }, (order) => {
      stolen = order.email;
    });
    expect(tracing(() => void invoke(notify, { text: stolen as Ref<string> }))).toThrow(
      /input\.email belongs to a block that has ended/,
    );
  });

  test('refuses a workflow that is defined inside another', () => {
    expect(tracing(() => void workflow('Inner', { input: Order }, () => 1))).toThrow(
      /The workflow Inner is defined inside another one/,
    );
  });

  test('leaves nothing open after an error in a body', () => {
    expect(
      tracing(() => {
        throw new Error('mine');
      }),
    ).toThrow('mine');
    expect(() => invoke(charge, { amount: 1 })).toThrow(/stands outside/);
  });

  test('knows references from other values', () => {
    const seen: boolean[] = [];
    workflow('Knowing', { input: Order }, (order) => {
      seen.push(
        isReference(order),
        isReference(order.lines.at(0)),
        isReference({}),
        isReference(() => 1),
      );
    });
    expect(seen).toEqual([true, true, false, false]);
  });
});
