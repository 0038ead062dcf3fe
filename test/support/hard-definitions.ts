import type { Json, JsonObject } from '../../asl/json.ts';

const longNames = ['Reserve the stock of every line of the order ', 'Charge', 'Wait until the courier '].map(
  (words) => words.repeat(9).slice(0, 80),
);
const squareNames = ['注文の在庫をすべて確保してから支払いを確定する', '결제 수단을 확인합니다', '重新發送'];
const emojiNames = ['🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀', '👩‍👩‍👧‍👦 family', '🇪🇺 é ü ß ﷽'];
const solidNames = ['W'.repeat(80), 'm'.repeat(80), '_'.repeat(80)];

/** Definitions that are hard to draw, by what makes them so. */
export const hardDefinitions: readonly (readonly [hardship: string, definition: JsonObject])[] = [
  ...[5, 20, 80].map((count) => [`a web of ${count} states`, web(count)] as const),
  ...[1, 7, 25].map((count) => [`${count * 8} states in stages`, stages(count)] as const),
  ...[1, 3, 6].map((depth) => [`containers nested ${depth} deep`, nested(depth)] as const),
  ['a Choice of twenty long rules', wideChoice(20)],
  ['a Choice of twenty rules to one state', wideChoice(20, 1)],
  ['twelve catchers that lead to one handler', manyCatchers(12, 1)],
  ['twelve catchers that lead to twelve handlers', manyCatchers(12, 12)],
  ['a ring of twelve states', ring(12)],
  ['states that lead to themselves', selfLoops()],
  ['every state leads to every other', complete(7)],
  ['names of eighty characters', named(longNames)],
  ['Chinese, Japanese and Korean names', named(squareNames)],
  ['names of emoji', named(emojiNames)],
  ['names without a place to break', named(solidNames)],
  ['two Maps side by side with many retries', twoMaps()],
  ['forty branches at once', manyBranches(40)],
];

function machine(states: readonly (readonly [name: string, state: Json])[]): JsonObject {
  return { StartAt: states[0]?.[0] ?? '', States: Object.fromEntries(states) };
}

function task(fields: JsonObject): JsonObject {
  return { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:updateItem', ...fields };
}

/** Follows nothing but arithmetic, so that every run draws the same web: rules, catchers and ways back everywhere. */
function web(count: number): JsonObject {
  const name = (index: number) => `Step ${((index % count) + count) % count}`;
  return machine(
    Array.from({ length: count }, (_, index) => {
      const Next = name(index + 1);
      if (index === count - 1) return [name(index), { Type: 'Succeed' }];
      if (index % 5 === 2) {
        const Choices = [name(index + 7), name(index - 4), name(index + ((index * 3) % 11))].map(
          (target, rule) => ({
            Variable: `$.orders[${rule}].delivery.status`,
            StringEquals: `AWAITING_${index}`,
            Next: target,
          }),
        );
        return [name(index), { Type: 'Choice', Choices, Default: Next }];
      }
      const Catch = index % 3 === 0 ? [{ ErrorEquals: ['States.ALL'], Next: name(count - 1) }] : [];
      const Retry = index % 4 === 0 ? [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 4 }] : [];
      return [name(index), task({ Next, Catch, Retry })];
    }),
  );
}

/** As large machines really are: stage after stage, each with its loop, its decision and its way out to one handler. */
function stages(count: number): JsonObject {
  const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Roll back' }];
  const Retry = [{ ErrorEquals: ['Lambda.TooManyRequestsException'], MaxAttempts: 6 }];
  const stage = (index: number): readonly (readonly [name: string, state: Json])[] => {
    const name = (words: string) => `${words} ${index}`;
    const next = index === count - 1 ? 'Done' : `Prepare batch ${index + 1}`;
    const status = (word: string) => ({ Variable: '$.job.status', StringEquals: word });
    return [
      [name('Prepare batch'), task({ Next: name('Start job'), Catch, Retry })],
      [name('Start job'), task({ Next: name('Wait for job'), Catch, Retry })],
      [name('Wait for job'), { Type: 'Wait', Seconds: 30, Next: name('Ask for status') }],
      [name('Ask for status'), task({ Next: name('Is the job done?'), Retry })],
      [
        name('Is the job done?'),
        {
          Type: 'Choice',
          Choices: [
            { ...status('SUCCEEDED'), Next: name('Store result') },
            { ...status('PARTIAL'), Next: name('Repair result') },
            { ...status('FAILED'), Next: 'Roll back' },
          ],
          Default: name('Wait for job'),
        },
      ],
      [name('Repair result'), task({ Next: name('Store result'), Catch })],
      [name('Store result'), task({ Next: name('Tell everybody'), Catch, Retry })],
      [name('Tell everybody'), { Type: 'Pass', Next: next }],
    ];
  };
  const all = Array.from({ length: count }, (_, index) => stage(index)).flat();
  return machine([
    ...all,
    ['Done', { Type: 'Succeed' }],
    ['Roll back', { Type: 'Fail', Error: 'RolledBack' }],
  ]);
}

/** Parallel in Map in Parallel …, each beside a state and with a handler of its own. */
function nested(depth: number): JsonObject {
  if (depth === 0) return manyCatchers(2, 2);
  const inner = nested(depth - 1);
  const container: JsonObject =
    depth % 2 === 0
      ? { Type: 'Map', ItemProcessor: inner, MaxConcurrency: 5 }
      : { Type: 'Parallel', Branches: [inner, machine([['Alone', task({ End: true })]]), inner] };
  const Retry = [{ ErrorEquals: ['States.ALL'] }];
  const Catch = [{ ErrorEquals: ['States.TaskFailed', 'OutOfStock'], Next: 'Handle' }];
  return machine([
    ['Prepare', task({ Next: 'Container', Catch })],
    ['Container', { ...container, Retry, Catch, Next: 'Done' }],
    ['Done', { Type: 'Succeed' }],
    ['Handle', task({ Next: 'Prepare' })],
  ]);
}

function wideChoice(count: number, targets = count): JsonObject {
  const Choices = Array.from({ length: count }, (_, index) => ({
    And: [
      { Variable: '$.customer.subscription.level', StringEquals: `LEVEL_${index}` },
      { Not: { Variable: '$.order.total', NumericLessThanEquals: index * 1000 } },
      { Variable: '$.order.shipping.country', StringMatches: `${index}*` },
    ],
    Next: `Handle ${index % targets}`,
  }));
  return machine([
    ['Which?', { Type: 'Choice', Choices, Default: 'Handle 0' }],
    ...Array.from({ length: targets }, (_, index) => [`Handle ${index}`, task({ End: true })] as const),
  ]);
}

function manyCatchers(count: number, handlers: number): JsonObject {
  const Catch = Array.from({ length: count }, (_, index) => ({
    ErrorEquals: [`DynamoDB.ProvisionedThroughputExceeded${index}Exception`],
    Next: `Handle ${index % handlers}`,
  }));
  return machine([
    ['Try', task({ Catch, Next: 'Done', Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 0 }] })],
    ['Done', { Type: 'Succeed' }],
    ...Array.from({ length: handlers }, (_, index) => [`Handle ${index}`, task({ Next: 'Done' })] as const),
  ]);
}

function ring(count: number): JsonObject {
  return machine(
    Array.from({ length: count }, (_, index) => [`S${index}`, task({ Next: `S${(index + 1) % count}` })]),
  );
}

function selfLoops(): JsonObject {
  return machine([
    ['Again', task({ Next: 'Again', Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Again' }] })],
    [
      'Or not',
      {
        Type: 'Choice',
        Choices: [{ Variable: '$.again', BooleanEquals: true, Next: 'Or not' }],
        Default: 'Again',
      },
    ],
  ]);
}

function complete(count: number): JsonObject {
  const names = Array.from({ length: count }, (_, index) => `S${index}`);
  return machine(
    names.map((name) => {
      const Choices = names.map((Next) => ({ Variable: '$.next', StringEquals: Next, Next }));
      return [name, { Type: 'Choice', Choices }];
    }),
  );
}

/** One name as a Task, a Choice with its condition, a Map, a Pass and a Fail. */
function named(names: readonly string[]): JsonObject {
  const [first = '', second = '', third = ''] = names;
  const unique = (name: string, index: number) => `${name.slice(0, 78)}${index}`;
  return machine([
    [first, task({ Next: second, Catch: [{ ErrorEquals: [first, third], Next: third }] })],
    [
      second,
      {
        Type: 'Choice',
        Choices: [{ Variable: `$.${first}`, StringEquals: third, Next: unique(first, 1) }],
        Default: unique(second, 2),
      },
    ],
    [third, { Type: 'Fail', Error: first }],
    [
      unique(first, 1),
      { Type: 'Map', ItemProcessor: machine([[unique(third, 3), { Type: 'Pass', End: true }]]), End: true },
    ],
    [unique(second, 2), { Type: 'Wait', TimestampPath: `$.${first}`, End: true }],
  ]);
}

function twoMaps(): JsonObject {
  const Retry = ['States.Timeout', 'OutOfStock', 'States.ALL'].map((error, index) => ({
    ErrorEquals: [error],
    MaxAttempts: index + 3,
  }));
  const each = (name: string) => machine([[name, task({ Retry, End: true })]]);
  return machine([
    [
      'Which?',
      { Type: 'Choice', Choices: [{ Variable: '$.left', IsPresent: true, Next: 'Left' }], Default: 'Right' },
    ],
    ['Left', { Type: 'Map', ItemProcessor: each('Pack'), Retry, Next: 'Done' }],
    [
      'Right',
      {
        Type: 'Map',
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, ...each('Ship') },
        Retry,
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Left' }],
        Next: 'Done',
      },
    ],
    ['Done', { Type: 'Succeed' }],
  ]);
}

function manyBranches(count: number): JsonObject {
  const Branches = Array.from({ length: count }, (_, index) =>
    machine([[`Branch ${index}`, task({ End: true })]]),
  );
  return machine([['All', { Type: 'Parallel', Branches, End: true }]]);
}
