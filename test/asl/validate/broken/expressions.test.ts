import { type Mutation, testMutations, violation } from './mutation.ts';
import { soundJsonPath } from './sound-definitions.ts';

const inPass = (field: string, value: unknown): readonly [string, unknown] => [
  `/States/Prepare/${field}`,
  value,
];

const paths: readonly Mutation[] = [
  ['an InputPath without $', ...inPass('InputPath', 'order')],
  ['an empty InputPath', ...inPass('InputPath', '')],
  ['an InputPath that is a number', ...inPass('InputPath', 1)],
  ['an InputPath with an open bracket', ...inPass('InputPath', '$.a[')],
  ['an InputPath that ends in a dot', ...inPass('InputPath', '$.a.')],
  ['an InputPath of two dots', ...inPass('InputPath', '$..')],
  ['an InputPath with a space', ...inPass('InputPath', '$.a b')],
  ['an InputPath with an open filter', ...inPass('InputPath', '$.a[?(@.b==]')],
  ['an InputPath that calls a function', ...inPass('InputPath', 'States.UUID()')],
  ['an OutputPath without $', ...inPass('OutputPath', 'order')],
  ['a ResultPath without $', ...inPass('ResultPath', 'order')],
  ['a ResultPath with a wildcard', ...inPass('ResultPath', '$.a[*]')],
  ['a ResultPath with a slice', ...inPass('ResultPath', '$.a[0:2]')],
  ['a ResultPath with a negative index', ...inPass('ResultPath', '$.a[-1]')],
  ['a ResultPath to descendants', ...inPass('ResultPath', '$..a')],
  ['a ResultPath with a function', ...inPass('ResultPath', '$.a.length()')],
  ['a ResultPath into the context object', ...inPass('ResultPath', '$$.a')],
  ['a ResultPath into a variable', ...inPass('ResultPath', '$orderId')],
  ['a ResultPath that is a list', ...inPass('ResultPath', [])],
];

const parameters = '/States/Prepare/Parameters';
const templates: readonly Mutation[] = [
  ['Parameters of a Pass that are a text', parameters, 'order'],
  ...(
    [
      ['no path', { 'a.$': 'order' }, 'a.$'],
      ['a number', { 'a.$': 1 }, 'a.$'],
      ['null', { 'a.$': null }, 'a.$'],
      ['a list', { 'a.$': ['$.a'] }, 'a.$'],
      ['no path, within a list', { b: [{ 'a.$': 'order' }] }, 'b/0/a.$'],
    ] as const
  ).map(
    ([title, value, field]): Mutation => [
      `a template field that is ${title}`,
      parameters,
      value,
      violation(`${parameters}/${field}`),
    ],
  ),
  ['a template that names a field twice', parameters, { 'a.$': '$.x', a: 1 }, violation(`${parameters}/a`)],
  [
    'a result template without $',
    '/States/Charge/ResultSelector',
    { 'a.$': 'Payload' },
    violation('/States/Charge/ResultSelector/a.$'),
  ],
];

const intrinsics = [
  'States.Shout($.a)',
  'States.uuid()',
  'states.UUID()',
  'Math.Add(1, 2)',
  'States.UUID',
  'States.UUID(1)',
  'States.Format()',
  "States.Format('a'",
  'States.Format("a")',
  "States.Format('{}', )",
  "States.Format('it's')",
  "States.Format('\\x')",
  'States.ArrayLength()',
  'States.ArrayLength($.a, 1)',
  'States.ArrayContains($.a)',
  'States.ArrayGetItem($.a)',
  'States.ArrayPartition($.a)',
  'States.ArrayRange(1, 2)',
  'States.ArrayUnique()',
  'States.Base64Encode()',
  "States.Base64Decode('a', 'b')",
  'States.Hash($.a)',
  'States.JsonMerge($.a, $.b)',
  'States.JsonToString()',
  'States.StringToJson()',
  "States.StringSplit('a')",
  'States.MathAdd(1)',
  'States.MathAdd(1, 2, 3)',
  'States.MathRandom(1)',
  'States.Array(order)',
  'States.Array(1,,2)',
  'States.Array($.a[)',
  'States.MathAdd(1, 2) ',
  `${'States.Array('.repeat(11)}1${')'.repeat(11)}`,
].map((call): Mutation => [call, parameters, { 'a.$': call }, violation(`${parameters}/a.$`)]);

const assigning = (variables: unknown): readonly [string, unknown] => ['/States/Prepare/Assign', variables];
const wrongName = (name: string) => `/States/Prepare/Assign/${name} INVALID_VARIABLE_NAME`;
const variables: readonly Mutation[] = [
  [
    'the reserved variable',
    ...assigning({ states: 1 }),
    '/States/Prepare/Assign/states RESERVED_VARIABLE_NAME',
  ],
  ['a variable with a hyphen', ...assigning({ 'a-b': 1 }), wrongName('a-b')],
  ['a variable that begins with a digit', ...assigning({ '1a': 1 }), wrongName('1a')],
  ['a variable with a dot', ...assigning({ 'a.b': 1 }), wrongName('a.b')],
  ['a variable with its $', ...assigning({ $x: 1 }), wrongName('$x')],
  ['a variable without a name', ...assigning({ '': 1 }), wrongName('')],
  ['a variable of 81 characters', ...assigning({ ['v'.repeat(81)]: 1 }), wrongName('v'.repeat(81))],
  ['a variable set twice', ...assigning({ 'a.$': '$.x', a: 1 }), violation('/States/Prepare/Assign/a')],
  ['a variable that is no path', ...assigning({ 'a.$': 'x' }), violation('/States/Prepare/Assign/a.$')],
  ['an Assign that is a text', ...assigning('orderId')],
  ['an Assign that is a list', ...assigning([])],
  [
    'a variable set around a Map and in it',
    '/States/Each/ItemProcessor/States/Pack/Assign',
    { orderId: 1 },
    '/States/Each/ItemProcessor/States/Pack/Assign/orderId DUPLICATE_VARIABLE_NAME',
  ],
];

const strangers: readonly Mutation[] = [
  ['Output in JSONPath', '/States/Charge/Output', {}],
  ['Arguments in JSONPath', '/States/Charge/Arguments', {}],
];

testMutations(soundJsonPath, [...paths, ...templates, ...intrinsics, ...variables, ...strangers]);
