import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import * as o from '../../../asl/builder/operators.ts';
import type { Condition, Expr, Ref } from '../../../asl/builder/reference.ts';
import { choice, when } from '../../../asl/builder/states/choice.ts';
import { workflow } from '../../../asl/builder/workflow.ts';
import type { Json } from '../../../asl/json.ts';
import { emit } from '../../../asl/builder/emit/emit.ts';
import { execute, executeBoth } from './execute.ts';
import { emitted } from './sample-tasks.ts';

const Given = z.object({
  n: z.number(),
  m: z.number(),
  s: z.string(),
  json: z.string(),
  yes: z.boolean(),
  none: z.null(),
  maybe: z.string().optional(),
  list: z.array(z.number()),
  words: z.array(z.string()),
  early: z.string(),
  late: z.string(),
  kind: z.literal('mug'),
  a: z.object({ x: z.number(), y: z.number() }),
  b: z.object({ y: z.number(), z: z.number() }),
});

const given = {
  n: 7,
  m: 3,
  s: "it's {text}",
  json: '{"k":[1]}',
  yes: true,
  none: null,
  list: [3, 1, 3, 2],
  words: ['a', 'b'],
  early: '2026-01-01T00:00:00Z',
  late: '2026-01-01T02:00:00+01:00',
  kind: 'mug',
  a: { x: 1, y: 2 },
  b: { y: 20, z: 30 },
};

type GivenRef = Ref<z.output<typeof Given>>;

const computing = (compute: (i: GivenRef) => unknown) =>
  workflow('Computing', { input: Given }, (i) => ({ value: compute(i) }) as { value: Expr<Json> });

const deciding = (condition: (i: GivenRef) => Condition) =>
  workflow('Deciding', { input: Given }, (i) =>
    choice(
      condition(i),
      () => 'yes',
      () => 'no',
      { as: 'Decide' },
    ),
  );

describe('a computed value', () => {
  test.each<[string, (i: GivenRef) => unknown, string, Json]>([
    ['format', (i) => o.format`${i.s}: ${i.n}'{}`, "$I.s & ': ' & $I.n & \"'{}\"", "it's {text}: 7'{}"],
    ['format of one value', (i) => o.format`${i.n}`, '$string($I.n)', '7'],
    ['format of null', (i) => o.format`${i.none}`, '$string($I.none)', 'null'],
    ['length', (i) => o.length(i.list), '$count($I.list)', 4],
    ['add', (i) => o.add(i.n, i.m), '$I.n + $I.m', 10],
    ['subtract', (i) => o.subtract(i.n, 2), '$I.n - 2', 5],
    ['contains', (i) => o.contains(i.list, 2), '2 in $I.list', true],
    ['isOneOf', (i) => o.isOneOf(i.n, [1, 7]), '$I.n in [1, 7]', true],
    ['at', (i) => o.at(i.words, 1), '$I.words[1]', 'b'],
    ['range', (i) => o.range(1, i.m), '[$range(1, $I.m, 1)]', [1, 2, 3]],
    ['range of one number', (i) => o.range(i.m, 3), '[$range($I.m, 3, 1)]', [3]],
    ['partition', (i) => o.partition(i.list, 3), '[$partition($I.list, 3)]', [[3, 1, 3], [2]]],
    ['partition into one', (i) => o.partition(i.list, 9), '[$partition($I.list, 9)]', [[3, 1, 3, 2]]],
    ['unique', (i) => o.unique(i.words), '$distinct($I.words)', ['a', 'b']],
    ['merge', (i) => o.merge(i.a, i.b), '$merge([$I.a, $I.b])', { x: 1, y: 20, z: 30 }],
    ['toJson', (i) => o.toJson(i.a), '$string($I.a)', '{"x":1,"y":2}'],
    ['fromJson', (i) => o.fromJson(i.json), '$parse($I.json)', { k: [1] }],
    ['hash', (i) => o.hash(i.early, 'MD5'), "$hash($I.early, 'MD5')", '3c395b9a6b81e7a42104d122cc30ef90'],
    [
      'base64Encode',
      (i) => o.base64Encode(i.early),
      '$base64encode($I.early)',
      'MjAyNi0wMS0wMVQwMDowMDowMFo=',
    ],
    ['base64Decode', () => o.base64Decode('aGk='), "$base64decode('aGk=')", 'hi'],
    ['nesting', (i) => o.add(o.add(i.n, 1), o.length(i.list)), '($I.n + 1) + $count($I.list)', 12],
    ['executionName', () => o.executionName(), '$states.context.Execution.Name', 'one'],
    ['required', (i) => o.required(i.s), '$I.s', "it's {text}"],
  ])('%s is the same in both languages', (_name, compute, text, value) => {
    const computed = computing(compute);
    const spelled = text.replaceAll('$I', '$states.context.Execution.Input');
    expect(emitted(computed).States['Done']).toEqual({
      Type: 'Succeed',
      Output: { value: `{% ${spelled} %}` },
    });
    expect(execute(computed, given).output).toEqual({ value });
    expect(execute(computed, given, { queryLanguage: 'JSONPath' }).output).toEqual({ value });
  });

  test('uuid is new each time', () => {
    const { output } = execute(
      computing(() => o.uuid()),
      given,
    );
    expect(output).toEqual({ value: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  });

  test('context values are at hand', () => {
    const context = computing(() => [
      o.executionId(),
      o.startTime(),
      o.stateMachineId(),
      o.enteredTime(),
      o.retryCount(),
    ]);
    expect(emitted(context).States['Done']).toMatchObject({
      Output: {
        value: [
          '{% $states.context.Execution.Id %}',
          '{% $states.context.Execution.StartTime %}',
          '{% $states.context.StateMachine.Id %}',
          '{% $states.context.State.EnteredTime %}',
          '{% $states.context.State.RetryCount %}',
        ],
      },
    });
  });

  test('computes with objects that are written out', () => {
    const written = computing((i) => o.toJson({ n: i.n, deep: { list: i.list } }));
    expect(executeBoth(written, given).output).toEqual({ value: '{"n":7,"deep":{"list":[3,1,3,2]}}' });
  });
});

describe('a value in JSONata only', () => {
  test('orElse takes the place of what is absent or null', () => {
    const filled = computing((i) => [o.orElse(i.maybe, 'none'), o.orElse(i.none, 1), o.orElse(i.n, 0)]);
    expect(execute(filled, given).output).toEqual({ value: ['none', 1, 7] });
  });

  test('optional leaves out the field of what is absent', () => {
    const sparse = computing((i) => ({ maybe: o.optional(i.maybe), n: i.n }));
    expect(execute(sparse, given).output).toEqual({ value: { n: 7 } });
    expect(execute(sparse, { ...given, maybe: 'here' }).output).toEqual({ value: { maybe: 'here', n: 7 } });
  });

  test('jsonata is taken as it is written', () => {
    const summed = computing((i) => o.jsonata<number>`$sum(${i.list}) * ${o.add(i.m, 1)}`);
    expect(emitted(summed).States['Done']).toMatchObject({
      Output: {
        value: '{% $sum($states.context.Execution.Input.list) * ($states.context.Execution.Input.m + 1) %}',
      },
    });
    expect(execute(summed, given).output).toEqual({ value: 36 });
  });

  test.each<[string, (i: GivenRef) => unknown, string]>([
    ['jsonata', (i) => o.jsonata`${i.n}`, 'jsonata`…` has no JSONPath form'],
    ['orElse', (i) => o.orElse(i.n, 1), 'orElse(…) gives no value in JSONPath'],
    ['a comparison as data', (i) => o.gt(i.n, 1), 'gt(…) gives no value in JSONPath'],
    [
      'subtract of a reference',
      (i) => o.subtract(i.n, i.m),
      'JSONPath subtracts only a number that is written out',
    ],
  ])('%s is refused in JSONPath with its place', (_what, compute, reason) => {
    expect(() => emit(computing(compute), { queryLanguage: 'JSONPath' })).toThrow(
      `Computing has no JSONPath form: in its state Done, ${reason}.`,
    );
  });
});

describe('a condition', () => {
  test.each<[string, (i: GivenRef) => Condition, boolean]>([
    ['eq of text', (i) => o.eq(i.words.at(0), 'a'), true],
    ['eq of number', (i) => o.eq(i.n, 8), false],
    ['eq of boolean', (i) => o.eq(i.yes, true), true],
    ['eq with null', (i) => o.eq(i.none, null), true],
    ['eq the other way round', (i) => o.eq('mug', i.kind), true],
    ['eq of two references', (i) => o.eq(i.a.y, i.list.at(3)), true],
    ['ne', (i) => o.ne(i.n, 7), false],
    ['gt', (i) => o.gt(i.n, 6), true],
    ['gt the other way round', (i) => o.gt(6, i.n), false],
    ['gt of two references', (i) => o.gt(i.n, i.m), true],
    ['gte', (i) => o.gte(i.n, 7), true],
    ['lt', (i) => o.lt(i.n, 7), false],
    ['lte', (i) => o.lte(i.n, 7), true],
    ['before', (i) => o.before(i.early, i.late), true],
    ['after a text', (i) => o.after(i.early, '2026-01-01T00:00:00Z'), false],
    ['and', (i) => o.and(o.gt(i.n, 1), i.yes), true],
    ['or', (i) => o.or(o.gt(i.n, 10), o.not(i.yes)), false],
    ['isPresent of what is absent', (i) => o.isPresent(i.maybe), false],
    ['isPresent of null', (i) => o.isPresent(i.none), true],
    ['isNull', (i) => o.isNull(i.none), true],
    ['isNull of what is absent', (i) => o.isNull(i.maybe), false],
    ['matches', (i) => o.matches(i.s, "it's*text}"), true],
    ['matches with a dot', (i) => o.matches(i.s, 'it.s*'), false],
    ['contains', (i) => o.contains(i.words, 'c'), false],
    ['isOneOf', (i) => o.isOneOf(i.m, [1, 2, 3]), true],
    ['isOneOf without it', (i) => o.isOneOf(i.s, ['a', 'b']), false],
    ['of something computed', (i) => o.gt(o.length(i.list), o.add(i.m, 0)), true],
    ['a boolean', (i) => i.yes, true],
  ])('%s decides the same in both languages', (_name, condition, outcome) => {
    expect(executeBoth(deciding(condition), given).output).toBe(outcome ? 'yes' : 'no');
  });

  test('is spelled as a comparison of its type in JSONPath', () => {
    const decide = deciding((i) => o.and(o.eq(i.s, 'x'), o.or(o.gt(i.n, i.m), o.not(o.isPresent(i.maybe)))));
    expect(emitted(decide, 'JSONPath').States['Decide']).toMatchObject({
      Choices: [
        {
          And: [
            { Variable: '$$.Execution.Input.s', StringEquals: 'x' },
            {
              Or: [
                { Variable: '$$.Execution.Input.n', NumericGreaterThanPath: '$$.Execution.Input.m' },
                { Not: { Variable: '$$.Execution.Input.maybe', IsPresent: true } },
              ],
            },
          ],
        },
      ],
    });
  });

  test('computes its operands in a Pass before it in JSONPath', () => {
    const decide = deciding((i) => o.gt(o.length(i.list), 3));
    expect(emitted(decide, 'JSONPath')).toMatchObject({
      StartAt: 'DecideValue',
      States: {
        DecideValue: {
          Type: 'Pass',
          Parameters: { 'value.$': 'States.ArrayLength($$.Execution.Input.list)' },
          ResultPath: '$.results.decideValue',
          Next: 'Decide',
        },
        Decide: { Choices: [{ Variable: '$.results.decideValue.value', NumericGreaterThan: 3 }] },
      },
    });
  });
});

describe('the name of a choice', () => {
  test('is the value that all its conditions ask of', () => {
    const named = workflow('Named', { input: Given }, (i) =>
      choice([when(o.eq(i.s, 'A'), () => 1), when(o.isOneOf(i.s, ['B', 'C']), () => 2)]),
    );
    expect(emitted(named).StartAt).toBe('S');
  });

  test.each<[string, (i: GivenRef) => Condition]>([
    ['NOver3', (i) => o.gt(i.n, 3)],
    ['SIsInProgress', (i) => o.eq(i.s, 'IN_PROGRESS')],
    ['SIsFailedOrTimedOut', (i) => o.isOneOf(i.s, ['FAILED', 'timed out'])],
    ['NotYes', (i) => o.not(i.yes)],
    ['MaybeIsPresent', (i) => o.isPresent(i.maybe)],
    ['NIsNot3', (i) => o.not(o.eq(i.n, 3))],
    ['MaybeIsMissing', (i) => o.not(o.isPresent(i.maybe))],
    ['SIsNotAOrB', (i) => o.not(o.isOneOf(i.s, ['A', 'B']))],
    ['YesAndNUnder3', (i) => o.and(i.yes, o.lt(i.n, 3))],
    ['YesOrNOver3', (i) => o.or(i.yes, o.not(o.lte(i.n, 3)))],
    ['ListCountOver3', (i) => o.gt(o.length(i.list), 3)],
    ['MaybeIsX', (i) => o.eq(o.orElse(i.maybe, ''), 'x')],
    ['Choice', (i) => o.not(o.and(i.yes, i.yes))],
    ['Choice', (i) => o.gt(o.add(i.n, 1), 3)],
  ])('is %s', (name, condition) => {
    const named = workflow('Named', { input: Given }, (i) =>
      choice(
        condition(i),
        () => 1,
        () => 2,
      ),
    );
    expect(emitted(named).StartAt).toBe(name);
  });
});
