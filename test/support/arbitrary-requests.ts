import * as fc from 'fast-check';
import { operations } from '../../local/api/operations.ts';
import { arbitraryHostileJson, arbitraryState } from './arbitrary-expressions.ts';

/** A request of the API: mostly wrong, often nearly right, so that it comes far before it is refused. */
export interface ArbitraryRequest {
  readonly operation: string;
  readonly body: string;
}

const place = 'us-east-1:123456789012';
const names = ['Machine', 'Other', 'x'.repeat(81), '', 'a b', '../..', '__proto__', '\u0000', '💥'];
const anyName = fc.constantFrom(...names);

const anyArn = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('stateMachine', 'execution', 'express', 'activity', 'mapRun', ''),
      anyName,
      fc.constantFrom('', ':one', ':1', ':PROD', '/label', '#Case', ':one:two', ':'),
    )
    .map(([kind, name, end]) => `arn:aws:states:${place}:${kind}:${name}${end}`),
  fc.constantFrom('arn:aws:iam::123456789012:role/states', 'arn', '', ':::::::'),
);

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), anyName, anyArn);

/** What may stand where an expression may. */
const expression = fc.constantFrom<unknown>(
  '$',
  '$$',
  '$.items[0]',
  '$..*',
  '$[?(@.a == 1)]',
  '{% $states.input %}',
  '{% $eval("1") %}',
  '{% ( %}',
  "States.Array('a', $.b)",
  'States.Format(',
  '$.a[',
  0,
  -1,
  1e308,
  null,
  true,
  [],
  {},
);

const stateName = fc.constantFrom('A', 'B', 'C', 'Nowhere', '', 'constructor');

const { state } = fc.letrec<{ state: unknown; graph: unknown }>((tie) => ({
  graph: fc.record(
    {
      StartAt: stateName,
      States: fc.dictionary(stateName, tie('state'), { maxKeys: 3 }),
      ProcessorConfig: fc.constantFrom({}, { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, 7),
    },
    { requiredKeys: [] },
  ),
  state: fc.oneof(
    { withCrossShrink: true, depthSize: 'small' },
    fc.constant({ Type: 'Pass', End: true }),
    fc.record(
      {
        Type: fc.constantFrom(
          'Pass',
          'Task',
          'Choice',
          'Wait',
          'Succeed',
          'Fail',
          'Parallel',
          'Map',
          'No',
          3,
        ),
        QueryLanguage: fc.constantFrom('JSONata', 'JSONPath', 'SQL'),
        Next: stateName,
        Default: stateName,
        End: fc.constantFrom<unknown>(true, false, 'true'),
        Resource: fc.constantFrom(
          'arn:aws:states:::lambda:invoke',
          'arn:aws:states:::x:y.sync',
          '',
          ':::',
          9,
        ),
        Parameters: fc.dictionary(fc.constantFrom('a', 'a.$', '__proto__', 'FunctionName'), expression),
        Arguments: expression,
        InputPath: expression,
        ResultPath: expression,
        OutputPath: expression,
        ItemsPath: expression,
        Items: expression,
        Output: expression,
        Assign: fc.dictionary(fc.constantFrom('x', 'y.$', 'states'), expression),
        Seconds: expression,
        Timestamp: expression,
        TimeoutSeconds: expression,
        HeartbeatSeconds: expression,
        MaxConcurrency: expression,
        Choices: fc.array(
          fc.record(
            { Variable: expression, StringEquals: expression, Condition: expression, Next: stateName },
            { requiredKeys: [] },
          ),
          { maxLength: 2 },
        ),
        Retry: fc.array(
          fc.record(
            { ErrorEquals: fc.constantFrom<unknown>(['States.ALL'], [], 'x'), MaxAttempts: expression },
            { requiredKeys: [] },
          ),
          { maxLength: 2 },
        ),
        Catch: fc.constantFrom<unknown>([{ ErrorEquals: ['States.ALL'], Next: 'B' }], {}, [null]),
        Branches: fc.array(tie('graph'), { maxLength: 2 }),
        ItemProcessor: tie('graph'),
        ItemReader: expression,
        Error: expression,
        Cause: expression,
      },
      { requiredKeys: ['Type'] },
    ),
  ),
}));

const definition = fc
  .oneof(
    fc.record(
      {
        StartAt: stateName,
        States: fc.dictionary(stateName, state, { maxKeys: 3 }),
        QueryLanguage: fc.constantFrom('JSONata', 'JSONPath'),
        TimeoutSeconds: expression,
      },
      { requiredKeys: ['StartAt', 'States'] },
    ),
    state,
    fc.json({ maxDepth: 4 }).map((json) => JSON.parse(json) as unknown),
  )
  .map((value) => JSON.stringify(value));

/** Executes at once and ends, so that executions of every kind are there to be asked about. */
const soundDefinition = fc
  .constantFrom<object>(
    { Type: 'Pass', End: true },
    { Type: 'Fail', Error: 'No' },
    { Type: 'Wait', Seconds: 60, End: true },
    {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'F' },
      End: true,
    },
  )
  .map((only) => JSON.stringify({ StartAt: 'A', States: { A: only } }));

const anything = fc.oneof(
  text,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(text, { maxLength: 3 }),
  fc.dictionary(text, text, { maxKeys: 3 }),
);

/** Each member is right more often than not. */
const usually = (right: fc.Arbitrary<unknown>) =>
  fc.oneof({ arbitrary: right, weight: 60 }, { arbitrary: anything, weight: 1 });

const mostlyAll = fc.oneof(
  { arbitrary: fc.constant(100), weight: 4 },
  { arbitrary: fc.integer(), weight: 1 },
);

const mostly = (right: string, other: fc.Arbitrary<string>) =>
  fc.oneof({ arbitrary: fc.constant(right), weight: 9 }, { arbitrary: other, weight: 1 });

const roleArn = 'arn:aws:iam::123456789012:role/states';
const machineArn = `arn:aws:states:${place}:stateMachine:Machine`;

const members = fc.record(
  {
    name: usually(mostly('Machine', anyName)),
    type: usually(fc.constantFrom('STANDARD', 'EXPRESS')),
    definition: usually(fc.oneof(definition, soundDefinition, soundDefinition)),
    roleArn: usually(fc.constant(roleArn)),
    stateMachineArn: usually(mostly(machineArn, anyArn)),
    stateMachineAliasArn: usually(mostly(`${machineArn}:Machine`, anyArn)),
    stateMachineVersionArn: usually(mostly(`${machineArn}:1`, anyArn)),
    executionArn: usually(mostly(`arn:aws:states:${place}:execution:Machine:Machine`, anyArn)),
    activityArn: usually(mostly(`arn:aws:states:${place}:activity:Machine`, anyArn)),
    mapRunArn: usually(anyArn),
    resourceArn: usually(mostly(machineArn, anyArn)),
    input: usually(arbitraryHostileJson),
    output: usually(arbitraryHostileJson),
    taskToken: usually(fc.base64String({ maxLength: 90 })),
    error: usually(text),
    cause: usually(text),
    maxResults: usually(fc.nat(1_000)),
    nextToken: usually(text),
    reverseOrder: usually(fc.boolean()),
    includeExecutionData: usually(fc.boolean()),
    includedData: usually(fc.constantFrom('ALL_DATA', 'METADATA_ONLY')),
    statusFilter: usually(fc.constantFrom('RUNNING', 'FAILED', 'PENDING_REDRIVE')),
    redriveFilter: usually(fc.constantFrom('REDRIVEN', 'NOT_REDRIVEN')),
    clientToken: usually(text),
    publish: usually(fc.boolean()),

    description: usually(text),
    routingConfiguration: usually(
      fc.array(fc.record({ stateMachineVersionArn: mostly(`${machineArn}:1`, anyArn), weight: mostlyAll }), {
        minLength: 1,
        maxLength: 2,
      }),
    ),
    tags: usually(fc.array(fc.record({ key: mostly('team', text), value: text }), { maxLength: 3 })),
    tagKeys: usually(fc.array(text, { maxLength: 3 })),
    loggingConfiguration: usually(fc.record({ level: mostly('OFF', fc.constantFrom('ALL', 'NO')) })),
    tracingConfiguration: usually(fc.record({ enabled: fc.boolean() })),
    encryptionConfiguration: usually(fc.record({ type: mostly('AWS_OWNED_KEY', text) })),
    severity: usually(fc.constantFrom('ERROR', 'WARNING')),
    maxConcurrency: usually(fc.integer()),
    toleratedFailurePercentage: usually(fc.double()),
    inspectionLevel: usually(fc.constantFrom('INFO', 'DEBUG', 'TRACE')),
    variables: usually(fc.json({ maxDepth: 2 })),
    context: usually(fc.json({ maxDepth: 2 })),
    stateName: usually(stateName),
    mock: usually(fc.record({ result: fc.json({ maxDepth: 3 }) })),
    stateConfiguration: usually(
      fc.record({ retrierRetryCount: fc.integer(), mapIterationFailureCount: fc.integer() }),
    ),
  },
  {
    requiredKeys: [
      'name',
      'definition',
      'roleArn',
      'stateMachineArn',
      'stateMachineAliasArn',
      'stateMachineVersionArn',
      'executionArn',
      'activityArn',
      'resourceArn',
      'routingConfiguration',
      'tags',
      'tagKeys',
    ],
  },
);

/** The quickest way to have an expression evaluated. */
const trial = fc
  .tuple(arbitraryState, arbitraryHostileJson)
  .map(([state, input]) => JSON.stringify({ definition: JSON.stringify(state), input, roleArn }));

/** With something cut out, or put in. */
function damaged(text: string): fc.Arbitrary<string> {
  const junk = fc.constantFrom('', '"', '{', ']', '\\', '\u0000', 'null', '[[[[', '\ufeff');
  return fc
    .tuple(fc.nat(text.length), fc.nat(8), junk)
    .map(([at, length, put]) => text.slice(0, at) + put + text.slice(at + length));
}

const operationNames = [...operations.keys()];

/** GetActivityTask is left out: it waits for a minute when nothing is wrong with it. */
export const arbitraryRequest: fc.Arbitrary<ArbitraryRequest> = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.record({
      operation: fc.constantFrom(
        ...operationNames.filter((name) => name !== 'GetActivityTask'),
        'CreateStateMachine',
        'CreateStateMachine',
        'CreateStateMachine',
        'CreateActivity',
        'StartExecution',
        'StartExecution',
        'StartExecution',
        'TestState',
      ),
      body: fc.oneof(
        { weight: 30, arbitrary: members.map((value) => JSON.stringify(value)) },
        { weight: 1, arbitrary: members.chain((value) => damaged(JSON.stringify(value))) },
        { weight: 1, arbitrary: arbitraryHostileJson },
      ),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ operation: fc.constant('TestState'), body: trial }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ operation: text, body: text }),
  },
);
