import { missingTarget, type Mutation, testMutations, violation } from './mutation.ts';
import { soundJsonata } from './sound-definitions.ts';

const strangers: readonly Mutation[] = [
  ['InputPath', '/States/Prepare/InputPath', '$'],
  ['OutputPath', '/States/Prepare/OutputPath', '$'],
  ['Parameters', '/States/Prepare/Parameters', {}],
  ['Result', '/States/Prepare/Result', 1],
  ['ResultPath', '/States/Prepare/ResultPath', '$'],
  ['ResultSelector', '/States/Charge/ResultSelector', {}],
  ['TimeoutSecondsPath', '/States/Charge/TimeoutSecondsPath', '$.t'],
  ['SecondsPath', '/States/Pause/SecondsPath', '$.s'],
  ['ItemsPath', '/States/Each/ItemsPath', '$.lines'],
  ['MaxConcurrencyPath', '/States/Each/MaxConcurrencyPath', '$.n'],
  ['ErrorPath', '/States/Refuse/ErrorPath', '$.error'],
  ['ResultPath in a catcher', '/States/Charge/Catch/0/ResultPath', '$.error'],
  ['Parameters of a reader', '/States/Import/ItemReader/Parameters', {}],
  ['Variable', '/States/Decide/Choices/0/Variable', '$.a'],
  ['a comparison', '/States/Decide/Choices/0/NumericEquals', 1],
  ['And', '/States/Decide/Choices/0/And', [{ Condition: '{% true %}' }]],
  ['a state in JSONPath', '/States/Prepare/QueryLanguage', 'JSONPath'],
  ['a state in another language', '/States/Prepare/QueryLanguage', 'JMESPath'],
  ['Arguments of a Pass', '/States/Prepare/Arguments', {}],
  ['Arguments of a Map', '/States/Each/Arguments', {}],
  ['Arguments of a Wait', '/States/Pause/Arguments', {}],
  ['Output of a Fail', '/States/Refuse/Output', {}],
];

const values: readonly Mutation[] = [
  ['missing Arguments', '/States/Charge/Arguments', undefined, violation('/States/Charge')],
  ['Arguments that are a number', '/States/Charge/Arguments', 5],
  ['Arguments that are a text', '/States/Charge/Arguments', 'charge'],
  [
    'Arguments without FunctionName',
    '/States/Charge/Arguments/FunctionName',
    undefined,
    violation('/States/Charge/Arguments'),
  ],
  [
    'a rule without Condition',
    '/States/Decide/Choices/0/Condition',
    undefined,
    violation('/States/Decide/Choices/0'),
  ],
  ['a Condition that is a number', '/States/Decide/Choices/0/Condition', 1],
  ['a Condition that is a text', '/States/Decide/Choices/0/Condition', 'true'],
  ['a Condition that is null', '/States/Decide/Choices/0/Condition', null],
  ['a Condition that is not closed', '/States/Decide/Choices/0/Condition', '{% true'],
  ['TimeoutSeconds in quotes', '/States/Charge/TimeoutSeconds', '5'],
  ['TimeoutSeconds 0', '/States/Charge/TimeoutSeconds', 0],
  ['Seconds that are a path', '/States/Pause/Seconds', '$.s'],
  ['MaxConcurrency that is a text', '/States/Each/MaxConcurrency', 'two'],
  ['Items that are a number', '/States/Each/Items', 5],
  ['Items that are a text', '/States/Each/Items', 'lines'],
  ['an ItemSelector that is a text', '/States/Each/ItemSelector', 'line'],
  ['MaxItems in quotes', '/States/Import/ItemReader/ReaderConfig/MaxItems', '5'],
  ['computed CSVHeaders', '/States/Import/ItemReader/ReaderConfig/CSVHeaders', '{% ["a"] %}'],
  ['a computed Label', '/States/Import/Label', '{% "x" %}', '/States/Import/Label INVALID_LABEL_NAME'],
  ['a computed Resource', '/States/Charge/Resource', '{% $arn %}'],
  ['computed MaxAttempts', '/States/Charge/Retry/0/MaxAttempts', '{% 3 %}'],
  ['computed ErrorEquals', '/States/Charge/Retry/0/ErrorEquals', '{% ["a"] %}'],
  ['a computed Assign', '/States/Both/Assign', '{% {"a": 1} %}'],
  [
    'a computed Next',
    '/States/Both/Next',
    '{% "Each" %}',
    missingTarget('/States/Both/Next'),
    missingTarget('/States/Each'),
  ],
];

const output = '/States/Prepare/Output/id';

const delimiters = ['{% 1', '1 %}', ' {% 1 %}', '{% 1 %} '].map(
  (text): Mutation => [`the text ${JSON.stringify(text)}`, output, text],
);

const unreadable = [
  '1 +',
  '(1',
  '"a',
  '{"a":}',
  '$x :=',
  '[1,2',
  'a[1,2)',
  '$match("a", /abc',
  '',
  '$states.input.a ?: 1',
  '$states.input.a ?? 1',
  '1 2',
  '$states..[',
  'function($x){$x',
  '== 1',
  '$states.input.a =',
].map(
  (text): Mutation => [
    `the expression ${text}`,
    output,
    `{% ${text} %}`,
    `${output} INVALID_JSONATA_EXPRESSION`,
  ],
);

const unsupported = [
  'phone',
  '$$',
  '$$.x',
  '$eval("1")',
  '$sum(lines.price)',
  '$uppper("a")',
  '$now().$format()',
  '$states.result',
  '$states.errorOutput',
  '$states.Input',
].map(
  (text): Mutation => [
    `a Pass that reads ${text}`,
    output,
    `{% ${text} %}`,
    `${output} UNSUPPORTED_JSONATA_EXPRESSION`,
  ],
);

const early: readonly Mutation[] = (
  [
    ['/States/Charge/Arguments/Payload', 'result'],
    ['/States/Charge/TimeoutSeconds', 'result'],
    ['/States/Charge/Output', 'errorOutput'],
    ['/States/Charge/Catch/0/Output', 'result'],
    ['/States/Charge/Catch/0/Assign/reason', 'result'],
    ['/States/Decide/Choices/0/Condition', 'result'],
    ['/States/Decide/Choices/0/Assign/large', 'errorOutput'],
    ['/States/Each/Items', 'result'],
    ['/States/Each/ItemSelector/line', 'result'],
    ['/States/Import/ItemReader/Arguments/Key', 'result'],
    ['/States/Refuse/Error', 'errorOutput'],
    ['/States/Prepare/Assign/total', 'result'],
  ] as const
).map(
  ([place, field]): Mutation => [
    `$states.${field} in ${place}`,
    place,
    `{% $states.${field} %}`,
    `${place} UNSUPPORTED_JSONATA_EXPRESSION`,
  ],
);

const variables: readonly Mutation[] = [
  [
    'the reserved variable',
    '/States/Both/Assign',
    { states: 1 },
    '/States/Both/Assign/states RESERVED_VARIABLE_NAME',
  ],
  [
    'a variable that ends in .$',
    '/States/Both/Assign',
    { 'a.$': 1 },
    '/States/Both/Assign/a.$ INVALID_VARIABLE_NAME',
  ],
  [
    'a variable with a space',
    '/States/Both/Assign',
    { 'a b': 1 },
    '/States/Both/Assign/a b INVALID_VARIABLE_NAME',
  ],
  [
    'the reserved variable in a rule',
    '/States/Decide/Assign',
    { states: 1 },
    '/States/Decide/Assign/states RESERVED_VARIABLE_NAME',
  ],
  [
    'a variable set around a branch and in it',
    '/States/Both/Branches/0/States/Notify/Assign',
    { orderId: 1 },
    '/States/Both/Branches/0/States/Notify/Assign/orderId DUPLICATE_VARIABLE_NAME',
  ],
];

testMutations(soundJsonata, [
  ...strangers,
  ...values,
  ...delimiters,
  ...unreadable,
  ...unsupported,
  ...early,
  ...variables,
]);
