import { type Mutation, testMutations, violation } from './mutation.ts';
import { soundJsonPath } from './sound-definitions.ts';

/** Fields that a state of the type does not have. */
const strangers: readonly Mutation[] = [
  ['Retry on a Wait', '/States/Pause/Retry', []],
  ['Catch on a Pass', '/States/Prepare/Catch', []],
  ['Retry on a Choice', '/States/Decide/Retry', []],
  ['Catch on a Fail', '/States/Refuse/Catch', []],
  ['Retry on a Succeed', '/States/Done/Retry', []],
  ['TimeoutSeconds on a Wait', '/States/Pause/TimeoutSeconds', 1],
  ['TimeoutSeconds on a Map', '/States/Each/TimeoutSeconds', 1],
  ['TimeoutSeconds on a Parallel', '/States/Both/TimeoutSeconds', 1],
  ['HeartbeatSeconds on a Pass', '/States/Prepare/HeartbeatSeconds', 1],
  ['Resource on a Pass', '/States/Prepare/Resource', 'arn:aws:states:::lambda:invoke'],
  ['Result on a Task', '/States/Charge/Result', {}],
  ['ResultSelector on a Pass', '/States/Prepare/ResultSelector', {}],
  ['ResultPath on a Wait', '/States/Pause/ResultPath', '$.x'],
  ['Parameters on a Wait', '/States/Pause/Parameters', {}],
  ['ResultPath on a Choice', '/States/Decide/ResultPath', '$'],
  ['Assign on a Succeed', '/States/Done/Assign', { a: 1 }],
  ['Assign on a Fail', '/States/Refuse/Assign', { a: 1 }],
  ['InputPath on a Fail', '/States/Refuse/InputPath', '$'],
  ['OutputPath on a Fail', '/States/Refuse/OutputPath', '$'],
  ['Branches on a Map', '/States/Each/Branches', []],
  ['Iterator on a Parallel', '/States/Both/Iterator', {}],
];

const waits: readonly Mutation[] = [
  ['a Wait without a time', '/States/Pause/Seconds', undefined, violation('/States/Pause')],
  ['Timestamp beside Seconds', '/States/Pause/Timestamp', '2030-01-01T00:00:00Z'],
  ['SecondsPath beside Seconds', '/States/Pause/SecondsPath', '$.s'],
  ['Seconds below 0', '/States/Pause/Seconds', -1],
  ['Seconds with a fraction', '/States/Pause/Seconds', 0.5],
  ['Seconds in quotes', '/States/Pause/Seconds', '5'],
  ['Seconds in JSONata', '/States/Pause/Seconds', '{% 5 %}'],
  ['Seconds of more than three years', '/States/Pause/Seconds', 100_000_000],
  ['Seconds that are null', '/States/Pause/Seconds', null],
  ...[
    ['a Timestamp in words', 'tomorrow'],
    ['a Timestamp without a time', '2030-01-01'],
    ['a Timestamp without an offset', '2030-01-01T00:00:00'],
    ['a Timestamp with a space', '2030-01-01 00:00:00Z'],
    ['a Timestamp on February 30', '2030-02-30T00:00:00Z'],
    ['a Timestamp at 25 hours', '2030-01-01T25:00:00Z'],
    ['a Timestamp that is a number', 1_893_456_000],
  ].map(
    ([title, Timestamp]): Mutation => [
      String(title),
      '/States/Pause',
      { Type: 'Wait', Timestamp, Next: 'Both' },
      violation('/States/Pause/Timestamp'),
    ],
  ),
];

const fails: readonly Mutation[] = [
  ['Error beside ErrorPath', '/States/Refuse/Error', 'Refused'],
  ['Cause beside CausePath', '/States/Refuse/CausePath', '$.error.Cause'],
  ['a Cause that is a number', '/States/Refuse/Cause', 1],
  ['an ErrorPath that is no path', '/States/Refuse/ErrorPath', 'error'],
  ['an ErrorPath that is a number', '/States/Refuse/ErrorPath', 1],
  ['an ErrorPath that makes a list', '/States/Refuse/ErrorPath', "States.Array('a')"],
  ['an ErrorPath that makes a number', '/States/Refuse/ErrorPath', 'States.MathAdd(1, 2)'],
];

const rule = '/States/Decide/Choices/0';
const testing = (comparison: object) => ({ Variable: '$.total', ...comparison, Next: 'Ask' });
const choices: readonly Mutation[] = [
  [
    'missing Choices',
    '/States/Decide/Choices',
    undefined,
    violation('/States/Decide'),
    '/States/Ask MISSING_TRANSITION_TARGET',
  ],
  [
    'empty Choices',
    '/States/Decide/Choices',
    [],
    violation('/States/Decide/Choices'),
    '/States/Ask MISSING_TRANSITION_TARGET',
  ],
  [
    'Choices that are an object',
    '/States/Decide/Choices',
    {},
    violation('/States/Decide/Choices'),
    '/States/Ask MISSING_TRANSITION_TARGET',
  ],
  ['a rule that is a text', '/States/Decide/Choices/1', 'x'],
  ['a rule without Next', '/States/Decide/Choices/1/Next', undefined, violation('/States/Decide/Choices/1')],
  ['a rule without Variable', `${rule}/Variable`, undefined, violation(rule)],
  ['a rule without a comparison', `${rule}/NumericGreaterThan`, undefined, violation(rule)],
  ['a rule with two comparisons', `${rule}/NumericLessThan`, 3],
  ['a rule that is empty but for Next', rule, { Next: 'Ask' }, violation(rule)],
  [
    'a comparison that does not exist',
    rule,
    testing({ NumericGreater: 1 }),
    violation(`${rule}/NumericGreater`),
  ],
  ['a comparison in lower case', rule, testing({ stringEquals: 'a' }), violation(`${rule}/stringEquals`)],
  ['a number in quotes', `${rule}/NumericGreaterThan`, '100'],
  ['a string that is a number', rule, testing({ StringEquals: 1 }), violation(`${rule}/StringEquals`)],
  ['a pattern that is a number', rule, testing({ StringMatches: 3 }), violation(`${rule}/StringMatches`)],
  ['a boolean in quotes', '/States/Decide/Choices/1/And/0/IsPresent', 'true'],
  ['a timestamp in words', rule, testing({ TimestampEquals: 'now' }), violation(`${rule}/TimestampEquals`)],
  [
    'a comparison with no path',
    rule,
    testing({ NumericEqualsPath: 'b' }),
    violation(`${rule}/NumericEqualsPath`),
  ],
  [
    'StringMatchesPath, which does not exist',
    rule,
    testing({ StringMatchesPath: '$.b' }),
    violation(`${rule}/StringMatchesPath`),
  ],
  ['a Variable that is no path', `${rule}/Variable`, 'total'],
  ['a Variable that is a number', `${rule}/Variable`, 1],
  ['a Variable with a filter', `${rule}/Variable`, '$.a[?(@.b)]'],
  ['a Variable with a wildcard', `${rule}/Variable`, '$.a[*]'],
  ['a Variable beside And', '/States/Decide/Choices/1/Variable', '$.a'],
  ['an empty And', '/States/Decide/Choices/1/And', []],
  ['an And that is an object', '/States/Decide/Choices/1/And', {}],
  ['a Next within And', '/States/Decide/Choices/1/And/0/Next', 'Done'],
  ['an Assign within And', '/States/Decide/Choices/1/And/0/Assign', { a: 1 }],
  ['a Not that is a list', '/States/Decide/Choices/1/And/1/Not', []],
  ['a rule without a comparison within Not', '/States/Decide/Choices/1/And/1/Not', { Variable: '$.a' }],
  ['a Condition in JSONPath', rule, { Condition: '{% true %}', Next: 'Ask' }, violation(`${rule}/Condition`)],
  ['an Output in a rule in JSONPath', `${rule}/Output`, {}],
];

testMutations(soundJsonPath, [...strangers, ...waits, ...fails, ...choices]);
