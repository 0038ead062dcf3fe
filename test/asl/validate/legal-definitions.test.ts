import { describe, expect, test } from '@jest/globals';
import { callFunction, errorsOf, jsonataWith, machineOf, machineWith, succeed } from './harness.ts';

/** Unusual, and yet what AWS accepts or its documentation shows: none of these is an error. */

const inner = (name: string, state: object = succeed) => ({ StartAt: name, States: { [name]: state } });
const map = { Type: 'Map', ItemProcessor: inner('Each') };
const distributed = (executionType: string, state: object = succeed) => ({
  Type: 'Map',
  ItemProcessor: {
    ...inner('Each', state),
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: executionType },
  },
});
const getObject = { Resource: 'arn:aws:states:::s3:getObject', Parameters: { Bucket: 'b', 'Key.$': '$.k' } };
const task = (Resource: string, more: object = {}) => machineWith({ Type: 'Task', Resource, ...more });
const pass = (fields: object) => machineWith({ Type: 'Pass', ...fields });
const choice = (rule: object, more: object = {}) =>
  machineOf({ A: { Type: 'Choice', Choices: [{ ...rule, Next: 'B' }], ...more }, B: succeed });

describe('structure', () => {
  test.each<[string, object]>([
    ['the smallest machine', machineOf({ A: succeed })],
    [
      'every field of the machine',
      machineOf(
        { A: succeed },
        { Comment: '', Version: '1.0', TimeoutSeconds: 99_999_999, QueryLanguage: 'JSONPath' },
      ),
    ],
    ['a name with spaces and marks', machineOf({ 'Is it / was it "paid"? 100 %': succeed })],
    ['a name of 80 characters outside the basic plane', machineOf({ ['😀'.repeat(80)]: succeed })],
    [
      'names that objects inherit',
      machineOf({ constructor: { Type: 'Pass', Next: 'toString' }, toString: succeed }),
    ],
    ['a state called QueryLanguage', machineOf({ QueryLanguage: succeed })],
    ['End false beside Next', machineOf({ A: { Type: 'Pass', End: false, Next: 'B' }, B: succeed })],
    ['a loop with a way out', choice({ Variable: '$.a', IsNull: true }, { Default: 'A' })],
    [
      'a branch that never ends',
      machineWith({ Type: 'Parallel', Branches: [inner('B', { Type: 'Pass', Next: 'B' })] }),
    ],
    [
      'maps within branches within maps',
      machineWith({
        ...map,
        ItemProcessor: inner('P', {
          Type: 'Parallel',
          Branches: [inner('Q', { ...map, End: true })],
          End: true,
        }),
      }),
    ],
    ['a Fail without a word', machineOf({ A: { Type: 'Fail' } })],
    ['a Fail with empty texts', machineOf({ A: { Type: 'Fail', Error: '', Cause: '' } })],
  ])('takes %s', (_, definition) => {
    expect(errorsOf(definition)).toEqual([]);
  });
});

describe('tasks', () => {
  const retry = (retrier: object) => machineWith({ ...callFunction, Retry: [retrier] });
  test.each<[string, object]>([
    ['a function with an alias', task('arn:aws:lambda:us-east-1:111111111111:function:price:live')],
    [
      'a function in another partition',
      task('arn:aws-us-gov:lambda:us-gov-west-1:111111111111:function:price'),
    ],
    ['an activity', task('arn:aws:states:us-east-1:111111111111:activity:ask')],
    ['a placeholder', task('${PriceCart}')],
    [
      'placeholders within an ARN',
      task('arn:${AWS::Partition}:states:::sns:publish', { Parameters: { TopicArn: '${T}', Message: 'm' } }),
    ],
    ['an SDK integration without Parameters', task('arn:aws:states:::aws-sdk:s3:listBuckets')],
    [
      'an SDK integration with a token',
      task('arn:aws:states:::aws-sdk:lambda:invoke.waitForTaskToken', { Parameters: {} }),
    ],
    [
      'an HTTP endpoint',
      task('arn:aws:states:::http:invoke', {
        Parameters: {
          ApiEndpoint: 'https://e.example',
          Method: 'GET',
          Authentication: { ConnectionArn: 'c' },
        },
      }),
    ],
    [
      'a nested execution',
      task('arn:aws:states:::states:startExecution.sync:2', {
        Parameters: {
          StateMachineArn: 's',
          Input: { 'AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID.$': '$$.Execution.Id' },
        },
      }),
    ],
    [
      'a job of EMR Serverless',
      task('arn:aws:states:::emr-serverless:startApplication.sync', { Parameters: { ApplicationId: 'a' } }),
    ],
    ['a heartbeat without a timeout', machineWith({ ...callFunction, HeartbeatSeconds: 5 })],
    [
      'both times from paths',
      machineWith({
        ...callFunction,
        TimeoutSecondsPath: '$.t',
        HeartbeatSecondsPath: '$h',
        Assign: { h: 1 },
      }),
    ],
    ['a role from a path', machineWith({ ...callFunction, Credentials: { 'RoleArn.$': '$.role' } })],
    [
      'a role that deployment fills in',
      machineWith({ ...callFunction, Credentials: { RoleArn: '${Role}' } }),
    ],
    ['empty Retry and Catch', machineWith({ ...callFunction, Retry: [], Catch: [] })],
    ['no attempts', retry({ ErrorEquals: ['Declined'], MaxAttempts: 0 })],
    ['no interval', retry({ ErrorEquals: ['Throttled'], IntervalSeconds: 0 })],
    [
      'delays that do not grow',
      retry({ ErrorEquals: ['Throttled'], BackoffRate: 1, JitterStrategy: 'NONE' }),
    ],
    ['a cap without an interval', retry({ ErrorEquals: ['Throttled'], MaxDelaySeconds: 5 })],
    ['one name twice', retry({ ErrorEquals: ['Throttled', 'Throttled'] })],
    ['States.ALL alone', retry({ ErrorEquals: ['States.ALL'], BackoffRate: 1.5 })],
    [
      'States.ALL behind States.TaskFailed',
      machineWith({
        ...callFunction,
        Retry: [{ ErrorEquals: ['States.TaskFailed', 'States.Timeout'] }, { ErrorEquals: ['States.ALL'] }],
      }),
    ],
  ])('takes %s', (_, definition) => {
    expect(errorsOf(definition)).toEqual([]);
  });
});

describe('paths and templates', () => {
  test.each<[string, object]>([
    ['null for every path', pass({ InputPath: null, OutputPath: null, ResultPath: null })],
    ['the whole context object', pass({ InputPath: '$$', OutputPath: '$' })],
    ['a variable', pass({ InputPath: '$order.lines[0]', Assign: { 'order.$': '$' } })],
    ['filters, slices and descendants', pass({ InputPath: "$..lines[?(@.price > 3 && @.sku != 'a')][0:2]" })],
    ['quoted names', pass({ InputPath: "$['a b']['c.d']" })],
    ['a function at the end', pass({ Parameters: { 'n.$': '$.lines.length()' } })],
    ['a ResultPath to an element', pass({ ResultPath: '$.lines[0].price' })],
    ['a Result that is null', pass({ Result: null })],
    ['an empty template', pass({ Parameters: {} })],
    ['literals that look like paths', pass({ Parameters: { a: '$.a', b: ['$.b'] } })],
    [
      'fields called like fields of states',
      pass({ Parameters: { Next: 'later', Type: 'Gift', 'End.$': '$.end' } }),
    ],
    [
      'ten functions in one another',
      pass({ Parameters: { 'a.$': `${'States.Array('.repeat(10)}1${')'.repeat(10)}` } }),
    ],
    [
      'escapes and braces in a format',
      pass({ Parameters: { 'a.$': "States.Format('it\\'s \\{{}\\}', $.a)" } }),
    ],
    [
      'null, true and fractions as arguments',
      pass({ Parameters: { 'a.$': 'States.Array(null, true, -1.5e3, $$.Execution.Id)' } }),
    ],
    [
      'a Cause that is formatted',
      machineOf({ A: { Type: 'Fail', CausePath: "States.Format('{} failed', $$.State.Name)" } }),
    ],
    [
      'an Error out of the context object',
      machineOf({ A: { Type: 'Fail', ErrorPath: '$$.Execution.Name' } }),
    ],
    ['a variable in another script', pass({ Assign: { größe: 1, '変数.$': '$.a' } })],
    [
      'one variable in two branches',
      machineWith({
        Type: 'Parallel',
        Branches: [
          inner('B', { Type: 'Pass', Assign: { n: 1 }, End: true }),
          inner('C', { Type: 'Pass', Assign: { n: 2 }, End: true }),
        ],
      }),
    ],
  ])('takes %s', (_, definition) => {
    expect(errorsOf(definition)).toEqual([]);
  });
});

describe('choices and waits', () => {
  test.each<[string, object]>([
    ['a Choice without Default', choice({ Variable: '$.a', IsPresent: true })],
    [
      'rules in rules',
      choice({
        Or: [{ And: [{ Not: { Variable: '$.a', IsNull: true } }] }, { Variable: '$.b', IsBoolean: false }],
      }),
    ],
    ['the context object', choice({ Variable: '$$.State.Name', StringMatches: 'A\\*\\\\*' })],
    ['an element', choice({ Variable: "$.lines[0]['sku']", StringLessThanEqualsPath: '$.last' })],
    ['a number with an exponent', choice({ Variable: '$.a', NumericEquals: 1e3 })],
    [
      'a timestamp with an offset',
      choice({ Variable: '$.a', TimestampGreaterThan: '2030-02-28T23:59:59.123456+05:30' }),
    ],
    [
      'a comment and an Assign in a rule',
      choice({ Comment: 'c', Variable: '$.a', BooleanEqualsPath: '$.b', Assign: { a: 1 } }),
    ],
    ['no wait', machineWith({ Type: 'Wait', Seconds: 0 })],
    ['a leap day', machineWith({ Type: 'Wait', Timestamp: '2028-02-29T00:00:00Z' })],
    [
      'a time out of the context object',
      machineWith({ Type: 'Wait', TimestampPath: '$$.Execution.StartTime' }),
    ],
  ])('takes %s', (_, definition) => {
    expect(errorsOf(definition)).toEqual([]);
  });
});

describe('maps', () => {
  const reading = (config: object) =>
    machineWith({ ...distributed('STANDARD'), ItemReader: { ...getObject, ReaderConfig: config } });
  test.each<[string, object]>([
    [
      'the old names',
      machineWith({ Type: 'Map', Iterator: inner('Each'), Parameters: { 'a.$': '$$.Map.Item.Value' } }),
    ],
    [
      'an empty ProcessorConfig',
      machineWith({ ...map, ItemProcessor: { ...inner('Each'), ProcessorConfig: {} } }),
    ],
    ['items out of the context object', machineWith({ ...map, ItemsPath: '$$.Execution.Input.items' })],
    ['no bound on concurrency', machineWith({ ...map, MaxConcurrency: 0 })],
    ['a tolerance that does nothing', machineWith({ ...map, ToleratedFailureCount: 3 })],
    [
      'a Distributed Map in a Distributed Map',
      machineWith(
        distributed('STANDARD', {
          ...distributed('EXPRESS'),
          ItemProcessor: { ...distributed('EXPRESS').ItemProcessor, ...inner('Deep') },
          End: true,
        }),
      ),
    ],
    [
      'tasks that an Express child may have',
      machineWith(distributed('EXPRESS', { ...callFunction, End: true })),
    ],
    ['a tolerated fraction', machineWith({ ...distributed('STANDARD'), ToleratedFailurePercentage: 0.5 })],
    ['a Label of 40 characters', machineWith({ ...distributed('STANDARD'), Label: 'a'.repeat(40) })],
    [
      'a listing without ReaderConfig',
      machineWith({
        ...distributed('STANDARD'),
        ItemReader: { Resource: 'arn:aws:states:::s3:listObjectsV2', Parameters: { Bucket: 'b' } },
      }),
    ],
    [
      'a listing whose objects are read',
      machineWith({
        ...distributed('STANDARD'),
        ItemReader: {
          Resource: 'arn:aws:states:::s3:listObjectsV2',
          Parameters: { Bucket: 'b' },
          ReaderConfig: { InputType: 'JSONL', Transformation: 'LOAD_AND_FLATTEN' },
        },
      }),
    ],
    ['an inventory', reading({ ManifestType: 'S3_INVENTORY' })],
    [
      'an Athena manifest',
      reading({ ManifestType: 'ATHENA_DATA', InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }),
    ],
    ['Parquet', reading({ InputType: 'PARQUET', MaxItemsPath: '$.n' })],
    ['a part of a JSON file', reading({ InputType: 'JSON', ItemsPointer: '/data/items', MaxItems: 0 })],
    [
      'batches by their size',
      machineWith({
        ...distributed('STANDARD'),
        ItemBatcher: { MaxInputBytesPerBatchPath: '$.b', BatchInput: { 'a.$': '$.a' } },
      }),
    ],
    [
      'a writer without a bucket',
      machineWith({
        ...distributed('STANDARD'),
        ResultWriter: { WriterConfig: { Transformation: 'FLATTEN' } },
      }),
    ],
  ])('takes %s', (_, definition) => {
    expect(errorsOf(definition)).toEqual([]);
  });
});

describe('JSONata', () => {
  const query = (expression: string) => jsonataWith({ Type: 'Pass', Output: `{% ${expression} %}` });
  test.each([
    '$states.input.lines[price > 3 and $contains(sku, "a")].(price * count)',
    '$map($states.input.lines, function($line, $i) { $line.price + $i })',
    '($total := $sum($states.input.lines.price); $total > 10 ? $total : 0)',
    '$states.input.lines^(>price, sku)[0]',
    '$states.input.lines{sku: $sum(price)}',
    '$states.input.a ~> $uppercase ~> $substringBefore(" ")',
    '$states.input ~> |lines|{"price": price * 2}, ["count"]|',
    '$match($states.input.a, /^a(b+)?$/i)',
    '$states.input.`a b`."c d"',
    '$states.input.lines#$i[$i < 3].sku',
    '$states.input.lines@$l.($l.price)',
    '$states.input.**.price',
    '$states.input.lines.sku.%.price',
    '/* why */ $now("[Y0001]", "+0200")',
    '$partition([1, 2, 3], 2)',
    '$range(1, 10, 3)',
    '$hash("a", "SHA-256") & $uuid()',
    '$random(7) + $parse("1")',
    '$states',
    '$exists($states.input.a) ? 1',
    '"100 % of {% this %"',
    '[1..3].("a" & $string($))',
  ])('takes %s', (expression) => {
    expect(errorsOf(query(expression))).toEqual([]);
  });

  test.each<[string, object]>([
    ['an Output that is a number', jsonataWith({ Type: 'Pass', Output: 0 })],
    ['an Output that is null', jsonataWith({ Type: 'Pass', Output: null })],
    [
      'texts with braces and signs',
      jsonataWith({ Type: 'Pass', Output: ['{ % }', ' {% a %} ', 'a {% b %} c'] }),
    ],
    ['an expression on many lines', jsonataWith({ Type: 'Pass', Output: '{%\n  1 +\n  2\n%}' })],
    ['one state in JSONata', machineWith({ Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% 1 %}' })],
    ['the language said again', jsonataWith({ Type: 'Pass', QueryLanguage: 'JSONata' })],
    [
      'a Condition that is a boolean',
      machineOf(
        { A: { Type: 'Choice', Choices: [{ Condition: true, Next: 'B' }] }, B: succeed },
        { QueryLanguage: 'JSONata' },
      ),
    ],
    [
      'an Output and an Assign in a rule',
      machineOf(
        {
          A: {
            Type: 'Choice',
            Choices: [{ Condition: '{% true %}', Output: 1, Assign: { a: 1 }, Next: 'B' }],
            Output: 2,
          },
          B: succeed,
        },
        { QueryLanguage: 'JSONata' },
      ),
    ],
    ['Items that are a list', jsonataWith({ ...map, Items: [1, '{% 2 %}'] })],
    ['Items that are an object', jsonataWith({ ...map, Items: { a: '{% 1 %}' } })],
    [
      'computed Arguments',
      jsonataWith({
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: '{% $states.input %}',
      }),
    ],
    [
      'computed numbers',
      jsonataWith({ Type: 'Task', Resource: '${A}', TimeoutSeconds: '{% 5 %}', HeartbeatSeconds: '{% 4 %}' }),
    ],
    ['a computed time', jsonataWith({ Type: 'Wait', Timestamp: '{% $now() %}' })],
    [
      'a computed role',
      jsonataWith({ Type: 'Task', Resource: '${A}', Credentials: { RoleArn: '{% $states.input.role %}' } }),
    ],
    [
      'a computed request of a reader',
      jsonataWith({
        ...distributed('STANDARD'),
        ItemReader: {
          Resource: getObject.Resource,
          ReaderConfig: { InputType: 'JSON' },
          Arguments: '{% $states.input.reader %}',
        },
      }),
    ],
    ['a variable called like a function', jsonataWith({ Type: 'Pass', Assign: { count: 1 } })],
    ['a variable that nobody sets', query('$nowhere')],
  ])('takes %s', (_, definition) => {
    expect(errorsOf(definition)).toEqual([]);
  });
});
