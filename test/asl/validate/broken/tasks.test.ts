import { missingTarget, type Mutation, testMutations, violation } from './mutation.ts';
import { soundJsonPath } from './sound-definitions.ts';

const resources: readonly Mutation[] = [
  ['a missing Resource', '/States/Charge/Resource', undefined, violation('/States/Charge')],
  ...[
    ['a number', 1],
    ['an empty text', ''],
    ['a word', 'charge'],
    ['a path', '$.arn'],
    ['JSONata', '{% $arn %}'],
    ['an ARN behind a space', ' arn:aws:states:::lambda:invoke'],
    ['an unknown service', 'arn:aws:states:::lamda:invoke'],
    ['an unknown action', 'arn:aws:states:::lambda:call'],
    ['an unknown pattern', 'arn:aws:states:::lambda:invoke.wait'],
    ['a job of a function', 'arn:aws:states:::lambda:invoke.sync'],
    ['a job of a service without jobs', 'arn:aws:states:::sns:publish.sync'],
    ['a job of an action without one', 'arn:aws:states:::athena:stopQueryExecution.sync'],
    ['a second form of a job that has one', 'arn:aws:states:::glue:startJobRun.sync:2'],
    ['a third form of a job', 'arn:aws:states:::states:startExecution.sync:3'],
    ['a token for a service that takes none', 'arn:aws:states:::dynamodb:putItem.waitForTaskToken'],
    ['an SDK job', 'arn:aws:states:::aws-sdk:s3:getObject.sync'],
    ['an SDK action in upper case', 'arn:aws:states:::aws-sdk:s3:GetObject'],
    ['an SDK service without an action', 'arn:aws:states:::aws-sdk:s3'],
    ['a layer', 'arn:aws:lambda:us-east-1:111111111111:layer:x'],
    ['a bucket', 'arn:aws:s3:::orders'],
    ['a role', 'arn:aws:iam::111111111111:role/x'],
    ['a state machine', 'arn:aws:states:us-east-1:111111111111:stateMachine:x'],
  ].map(([title, value]): Mutation => [`a Resource that is ${title}`, '/States/Charge/Resource', value]),
];

const requests: readonly Mutation[] = [
  ['missing Parameters', '/States/Charge/Parameters', undefined, violation('/States/Charge')],
  ['Parameters that are a text', '/States/Charge/Parameters', 'charge'],
  ['Parameters that are a list', '/States/Charge/Parameters', []],
  ['Parameters that are null', '/States/Charge/Parameters', null],
  [
    'a request without FunctionName',
    '/States/Charge/Parameters/FunctionName',
    undefined,
    violation('/States/Charge/Parameters'),
  ],
  [
    'a message without QueueUrl',
    '/States/Ask/Parameters/QueueUrl',
    undefined,
    violation('/States/Ask/Parameters'),
  ],
  ...(
    [
      ['dynamodb:updateItem', { TableName: 'orders', UpdateExpression: 'SET a = b' }],
      ['apigateway:invoke', { ApiEndpoint: 'example.com' }],
      ['http:invoke', { Method: 'GET' }],
      ['batch:submitJob.sync', { JobName: 'j', JobQueue: 'q' }],
      ['athena:getQueryResults', { QueryExecution: 'x' }],
    ] as const
  ).map(
    ([action, Parameters]): Mutation => [
      `a request of ${action} with ${Object.keys(Parameters).join(' and ')} alone`,
      '/States/Ask',
      { Type: 'Task', Resource: `arn:aws:states:::${action}`, Parameters, Next: 'Pause' },
      violation('/States/Ask/Parameters'),
    ],
  ),
  ['a ResultSelector that is a text', '/States/Charge/ResultSelector', '$.Payload'],
  ['Credentials without RoleArn', '/States/Charge/Credentials', {}],
  ['Credentials that are a text', '/States/Charge/Credentials', 'arn:aws:iam::111111111111:role/x'],
  [
    'a RoleArn that is a number',
    '/States/Charge/Credentials',
    { RoleArn: 5 },
    violation('/States/Charge/Credentials/RoleArn'),
  ],
  [
    'a RoleArn that is no ARN',
    '/States/Charge/Credentials',
    { RoleArn: 'billing' },
    violation('/States/Charge/Credentials/RoleArn'),
  ],
];

const timeouts: readonly Mutation[] = [
  ['TimeoutSeconds 0', '/States/Charge/TimeoutSeconds', 0],
  ['TimeoutSeconds below 0', '/States/Charge/TimeoutSeconds', -5],
  ['TimeoutSeconds in quotes', '/States/Charge/TimeoutSeconds', '30'],
  ['TimeoutSeconds with a fraction', '/States/Charge/TimeoutSeconds', 30.5],
  ['TimeoutSecondsPath beside TimeoutSeconds', '/States/Charge/TimeoutSecondsPath', '$.t'],
  ['HeartbeatSecondsPath beside HeartbeatSeconds', '/States/Charge/HeartbeatSecondsPath', '$.t'],
  ['a heartbeat as long as the timeout', '/States/Charge/HeartbeatSeconds', 30],
  ['a heartbeat beyond the timeout', '/States/Charge/HeartbeatSeconds', 31],
  ['HeartbeatSeconds 0', '/States/Charge/HeartbeatSeconds', 0],
];

const retrier = '/States/Charge/Retry/0';
const withAllFirst = (rest: object) => [
  { ErrorEquals: ['States.ALL'], ...rest },
  { ErrorEquals: ['Declined'], ...rest },
];
const retries: readonly Mutation[] = [
  ['Retry that is an object', '/States/Charge/Retry', {}],
  ['a retrier that is a text', retrier, 'Throttled'],
  ['a retrier without ErrorEquals', `${retrier}/ErrorEquals`, undefined, violation(retrier)],
  ['empty ErrorEquals', `${retrier}/ErrorEquals`, []],
  ['ErrorEquals that are a text', `${retrier}/ErrorEquals`, 'Throttled'],
  ['an empty error name', `${retrier}/ErrorEquals`, [''], violation(`${retrier}/ErrorEquals/0`)],
  ['an error name that is a number', `${retrier}/ErrorEquals`, [429], violation(`${retrier}/ErrorEquals/0`)],
  ['States.ALL beside another name', `${retrier}/ErrorEquals`, ['States.ALL', 'Throttled']],
  [
    'States.ALL before another retrier',
    '/States/Charge/Retry',
    withAllFirst({}),
    violation(`${retrier}/ErrorEquals`),
  ],
  ['IntervalSeconds below 0', `${retrier}/IntervalSeconds`, -1],
  ['IntervalSeconds with a fraction', `${retrier}/IntervalSeconds`, 0.5],
  ['IntervalSeconds in quotes', `${retrier}/IntervalSeconds`, '1'],
  ['MaxAttempts below 0', `${retrier}/MaxAttempts`, -1],
  ['MaxAttempts with a fraction', `${retrier}/MaxAttempts`, 1.5],
  ['MaxAttempts beyond the limit', `${retrier}/MaxAttempts`, 100_000_000],
  ['BackoffRate below 1', `${retrier}/BackoffRate`, 0.5],
  ['BackoffRate 0', `${retrier}/BackoffRate`, 0],
  ['BackoffRate in quotes', `${retrier}/BackoffRate`, '2'],
  ['MaxDelaySeconds 0', `${retrier}/MaxDelaySeconds`, 0],
  ['MaxDelaySeconds not above IntervalSeconds', `${retrier}/MaxDelaySeconds`, 1],
  ['MaxDelaySeconds of more than a year', `${retrier}/MaxDelaySeconds`, 31_622_401],
  ['MaxDelaySeconds with a fraction', `${retrier}/MaxDelaySeconds`, 2.5],
  ['a JitterStrategy in lower case', `${retrier}/JitterStrategy`, 'full'],
  ['a JitterStrategy that is a boolean', `${retrier}/JitterStrategy`, true],
  ['an unknown field of a retrier', `${retrier}/MaxRetries`, 1],
  ['a Next in a retrier', `${retrier}/Next`, 'Done'],
];

const catcher = '/States/Charge/Catch/0';
const catches: readonly Mutation[] = [
  [
    'Catch that is an object',
    '/States/Charge/Catch',
    {},
    violation('/States/Charge/Catch'),
    missingTarget('/States/Refuse'),
  ],
  ['a catcher that is null', catcher, null],
  ['a catcher without Next', `${catcher}/Next`, undefined, violation(catcher)],
  ['a catcher without ErrorEquals', `${catcher}/ErrorEquals`, undefined, violation(catcher)],
  ['a catcher with empty ErrorEquals', `${catcher}/ErrorEquals`, []],
  ['a catcher of an empty name', `${catcher}/ErrorEquals`, [''], violation(`${catcher}/ErrorEquals/0`)],
  ['a catcher of States.ALL and more', '/States/Charge/Catch/1/ErrorEquals', ['States.ALL', 'Declined']],
  [
    'States.ALL before another catcher',
    '/States/Charge/Catch',
    withAllFirst({ ResultPath: '$.error', Next: 'Refuse' }),
    violation(`${catcher}/ErrorEquals`),
  ],
  ['a ResultPath that is no path', `${catcher}/ResultPath`, 'error'],
  ['a retrier’s field in a catcher', `${catcher}/MaxAttempts`, 1],
  ['an End in a catcher', `${catcher}/End`, true],
  ['an Output in a catcher in JSONPath', `${catcher}/Output`, {}],
];

testMutations(soundJsonPath, [...resources, ...requests, ...timeouts, ...retries, ...catches]);
