import { describe, expect, test } from '@jest/globals';
import type { HttpExchange } from '../../../../local/engine/http-exchange.ts';
import { roleArn, testApi } from '../../../support/api.ts';

type Request = { readonly [member: string]: unknown };

/** The answer, with its JSON texts read. */
async function tryState(definition: object, request: Request = {}) {
  const { input = {}, mock, variables, context, ...more } = request;
  const { result, errorOutput } = (mock ?? {}) as {
    readonly result?: unknown;
    readonly errorOutput?: object;
  };
  const { body } = await testApi().call('TestState', {
    definition: JSON.stringify(definition),
    roleArn,
    input: JSON.stringify(input),
    ...(mock !== undefined && {
      mock: { ...(result !== undefined && { result: JSON.stringify(result) }), errorOutput },
    }),
    ...(variables !== undefined && { variables: JSON.stringify(variables) }),
    ...(context !== undefined && { context: JSON.stringify(context) }),
    ...more,
  });
  return read(body) as Request;
}

function read(value: unknown): unknown {
  if (typeof value === 'string' && /^[[{"]/.test(value)) return JSON.parse(value) as unknown;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, read(inner)]));
}

const task = (more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'work', 'Payload.$': '$.payload' },
  End: true,
  ...more,
});
const items = { StartAt: 'Each', States: { Each: { Type: 'Pass', End: true } } };
const failure = { errorOutput: { error: 'Broken', cause: 'It fell.' } };

test.each([
  [
    {
      ItemsPath: '$.list',
      ItemSelector: { 'n.$': '$$.Map.Item.Value', 'i.$': '$$.Map.Item.Index', 'to.$': '$.to' },
    },
  ],
  [
    {
      QueryLanguage: 'JSONata',
      Items: '{% $states.input.list %}',
      ItemSelector: {
        n: '{% $states.context.Map.Item.Value %}',
        i: '{% $states.context.Map.Item.Index %}',
        to: '{% $states.input.to %}',
      },
    },
  ],
])('shows what each iteration of a Map is given by %j', async (fields) => {
  const map = { Type: 'Map', ItemProcessor: items, End: true, ...fields };
  const input = { list: [5, 6], to: 'all' };
  expect(await tryState(map, { input, mock: { result: [0, 0] }, inspectionLevel: 'DEBUG' })).toMatchObject({
    inspectionData: {
      afterItemSelector: [
        { n: 5, i: 0, to: 'all' },
        { n: 6, i: 1, to: 'all' },
      ],
    },
  });
});

test('shows what each iteration is given of what an ItemReader has read', async () => {
  const map = {
    Type: 'Map',
    ItemReader: {
      Resource: 'arn:aws:states:::s3:getObject',
      ReaderConfig: { InputType: 'JSON' },
      Parameters: { Bucket: 'b', Key: 'k' },
    },
    ItemSelector: { 'n.$': '$$.Map.Item.Value' },
    ItemProcessor: { ...items, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
    End: true,
  };
  const answer = await tryState(map, {
    mock: { result: [0, 0] },
    inspectionLevel: 'DEBUG',
    stateConfiguration: { mapItemReaderData: '[5, 6]' },
  });
  expect(answer).toMatchObject({ inspectionData: { afterItemSelector: [{ n: 5 }, { n: 6 }] } });
});

describe('a state by itself', () => {
  test('answers its output and where it leads', async () => {
    const pass = { Type: 'Pass', Parameters: { 'b.$': '$.a' }, Next: 'Further' };
    expect(await tryState(pass, { input: { a: 1 } })).toEqual({
      status: 'SUCCEEDED',
      output: { b: 1 },
      nextState: 'Further',
    });
  });

  test('takes the branch that its input chooses', async () => {
    const choice = {
      Type: 'Choice',
      Choices: [{ Variable: '$.n', NumericGreaterThan: 5, Next: 'Many' }],
      Default: 'Few',
    };
    expect(await tryState(choice, { input: { n: 6 } })).toMatchObject({ nextState: 'Many' });
    expect(await tryState(choice, { input: { n: 5 } })).toMatchObject({ nextState: 'Few' });
  });

  test('fails with what a Fail says', async () => {
    const fail = { Type: 'Fail', Error: 'Broken', Cause: 'It fell.' };
    expect(await tryState(fail)).toEqual({ status: 'FAILED', error: 'Broken', cause: 'It fell.' });
  });

  test('does not spend the time of a Wait', async () => {
    expect(await tryState({ Type: 'Wait', Seconds: 1_000_000, End: true })).toMatchObject({
      status: 'SUCCEEDED',
    });
  });

  test.each(["it's", 'a b', '', '1st'])('takes no variable of the name %j', async (name) => {
    const pass = { Type: 'Pass', QueryLanguage: 'JSONata', End: true };
    expect(await tryState(pass, { variables: { [name]: 1 } })).toMatchObject({
      __type: 'ValidationException',
      message: expect.stringMatching(/^Invalid variables provided: Invalid variable name /),
    });
  });

  test('shows the variables as they are after it', async () => {
    const pass = {
      Type: 'Pass',
      QueryLanguage: 'JSONata',
      Assign: { left: '{% $all - 1 %}' },
      Output: '{% $all %}',
      End: true,
    };
    expect(await tryState(pass, { variables: { all: 3 }, inspectionLevel: 'DEBUG' })).toMatchObject({
      output: '3',
      inspectionData: { variables: { all: 3, left: 2 } },
    });
  });

  test('sees the variables, whose values stay as they are', async () => {
    const pass = { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $given %}', End: true };
    const given = { 'path.$': '$.x', query: '{% 1 + 1 %}' };
    expect(await tryState(pass, { variables: { given } })).toMatchObject({ output: given });
  });

  test('tells a failure without the place that it does not have', async () => {
    const pass = { Type: 'Pass', InputPath: '$.missing', End: true };
    const { status, cause } = await tryState(pass);
    expect(status).toBe('FAILED');
    expect(cause).toEqual(expect.not.stringContaining('An error occurred while executing'));
  });
});

test('finds a state of a machine, at any depth, and its language', async () => {
  const inner = { StartAt: 'Deep', States: { Deep: { Type: 'Pass', Output: '{% 6 * 7 %}', End: true } } };
  const machine = {
    QueryLanguage: 'JSONata',
    StartAt: 'Both',
    States: { Both: { Type: 'Parallel', Branches: [inner], End: true } },
  };
  expect(await tryState(machine, { stateName: 'Deep' })).toMatchObject({ output: '42' });
  expect(await tryState(machine, { stateName: 'Nowhere' })).toEqual({
    __type: 'ValidationException',
    message: 'State not found in definition',
  });
});

describe('a mock', () => {
  test('is the result of a task', async () => {
    const select = task({ ResultSelector: { 'n.$': '$.Payload.n' }, ResultPath: '$.r' });
    expect(
      await tryState(select, { input: { payload: 1 }, mock: { result: { Payload: { n: 2 } } } }),
    ).toMatchObject({
      output: { payload: 1, r: { n: 2 } },
    });
  });

  test('is the result of all iterations of a Map', async () => {
    const map = { Type: 'Map', ItemsPath: '$.list', ItemProcessor: items, End: true };
    expect(await tryState(map, { input: { list: [1, 2] }, mock: { result: [3, 4] } })).toMatchObject({
      output: [3, 4],
    });
  });

  test('that fails is caught', async () => {
    const caught = task({ Catch: [{ ErrorEquals: ['Broken'], ResultPath: '$.e', Next: 'Mend' }] });
    expect(
      await tryState(caught, { input: { payload: 1 }, mock: failure, inspectionLevel: 'DEBUG' }),
    ).toMatchObject({
      status: 'CAUGHT_ERROR',
      error: 'Broken',
      cause: 'It fell.',
      nextState: 'Mend',
      output: { payload: 1, e: { Error: 'Broken', Cause: 'It fell.' } },
      inspectionData: { errorDetails: { catchIndex: 0 } },
    });
  });

  test.each([
    [
      0,
      {
        status: 'RETRIABLE',
        inspectionData: { errorDetails: { retryIndex: 1, retryBackoffIntervalSeconds: 3 } },
      },
    ],
    [
      1,
      {
        status: 'RETRIABLE',
        inspectionData: { errorDetails: { retryIndex: 1, retryBackoffIntervalSeconds: 6 } },
      },
    ],
    [2, { status: 'FAILED', inspectionData: { errorDetails: { retryIndex: 1 } } }],
  ])('that fails after %i retries is or is not retried', async (retrierRetryCount, expected) => {
    const retried = task({
      Retry: [
        { ErrorEquals: ['Other'] },
        { ErrorEquals: ['States.ALL'], IntervalSeconds: 3, MaxAttempts: 2, BackoffRate: 2 },
      ],
    });
    const request = { input: { payload: 1 }, mock: failure, stateConfiguration: { retrierRetryCount } };
    expect(await tryState(retried, { ...request, inspectionLevel: 'DEBUG' })).toMatchObject(expected);
  });

  test('brings its own context object', async () => {
    const token = task({
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: 'work', Payload: { 'token.$': '$$.Task.Token' } },
    });
    const answer = await tryState(token, {
      mock: { result: 1 },
      context: { Task: { Token: 'abc' } },
      inspectionLevel: 'TRACE',
    });
    expect(answer).toMatchObject({
      output: '1',
      inspectionData: { afterParameters: { Payload: { token: 'abc' } } },
    });
  });

  test.each([
    [
      { Type: 'Pass', End: true },
      { mock: { result: 1 } },
      "State type 'Pass' is not supported when a mock is specified",
    ],
    [
      task(),
      { mock: { result: 1, errorOutput: {} } },
      'A test mock should have only one of the following fields: [result, errorOutput].',
    ],
    [
      task(),
      { mock: { result: 1 }, revealSecrets: true },
      'TestState does not support RevealSecrets when a mock is specified.',
    ],
    [
      { Type: 'Map', ItemProcessor: items, End: true },
      { mock: { result: { no: 'array' } } },
      'Mocked result must be an array.',
    ],
    [
      { Type: 'Parallel', Branches: [items], End: true },
      { mock: { result: [1, 2] } },
      'Mocked result must contain the same number of items as number of Parallel branches.',
    ],
    [
      task(),
      { mock: { result: 1 }, context: { Map: {} } },
      "Invalid Context object provided: 'Map' field is not supported when mocking a Context object",
    ],
    [
      task(),
      { mock: { result: 1 }, context: { Execution: { pokemon: 1 } } },
      "Invalid Context object provided: Field 'pokemon' is not allowed",
    ],
    [task(), { roleArn: undefined }, 'RoleArn must be specified when testing a Task state'],
  ])('must fit %.60j', async (definition, request, message) => {
    expect(await tryState(definition, request)).toEqual({ __type: 'ValidationException', message });
  });
});

describe('a task that is really done', () => {
  const request = (more: object = {}) => ({
    definition: JSON.stringify(task({ Parameters: { FunctionName: 'work' }, ...more })),
    roleArn,
    inspectionLevel: 'DEBUG',
  });
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  test('answers when its work is done', async () => {
    const api = testApi();
    const answer = api.call('TestState', request());
    await turn();
    api.tasks.started[0]?.report({ type: 'succeeded', output: { done: true } });
    expect((await answer).body).toMatchObject({ status: 'SUCCEEDED', output: '{"done":true}' });
  });

  test('ends when somebody sends its token back', async () => {
    const api = testApi();
    const Resource = 'arn:aws:states:::lambda:invoke.waitForTaskToken';
    const Parameters = { FunctionName: 'work', Payload: { 'token.$': '$$.Task.Token' } };
    const answer = api.call('TestState', request({ Resource, Parameters }));
    await turn();
    const taskToken = api.tasks.started[0]?.task.taskToken;
    expect((await api.call('SendTaskSuccess', { taskToken, output: '1' })).status).toBe(200);
    expect((await answer).body).toMatchObject({ status: 'SUCCEEDED', output: '1' });
  });

  test('is given up after five minutes', async () => {
    const api = testApi();
    const answer = api.call('TestState', request());
    await turn();
    api.clock.advance(5 * 60_000);
    expect((await answer).body).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  });
});

test('a Map whose items cannot be found fails, and is no defect', async () => {
  const map = { Type: 'Map', ItemsPath: '$.missing', ItemProcessor: items, End: true };
  expect(await tryState(map, { mock: { result: [] } })).toMatchObject({
    status: 'FAILED',
    error: 'States.Runtime',
  });
});

describe('an inspection', () => {
  test('shows the data between the steps', async () => {
    const pass = {
      Type: 'Pass',
      InputPath: '$.in',
      Parameters: { 'p.$': '$.a' },
      ResultPath: '$.out',
      End: true,
    };
    const input = { in: { a: 1 } };
    expect((await tryState(pass, { input, inspectionLevel: 'DEBUG' }))['inspectionData']).toEqual({
      input,
      afterInputPath: { a: 1 },
      afterParameters: { p: 1 },
      afterResultSelector: { p: 1 },
      afterResultPath: { in: { a: 1 }, out: { p: 1 } },
    });
  });

  test('shows what a task was asked in JSONata', async () => {
    const definition = {
      Type: 'Task',
      QueryLanguage: 'JSONata',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: 'work', Payload: '{% $states.input.n + 1 %}' },
      End: true,
    };
    const answer = await tryState(definition, {
      input: { n: 1 },
      mock: { result: 3 },
      inspectionLevel: 'DEBUG',
    });
    expect(answer['inspectionData']).toMatchObject({ afterArguments: { FunctionName: 'work', Payload: 2 } });
  });
});

test('shows the role as null where none is given', async () => {
  const state = { Type: 'Pass', Parameters: { 'role.$': '$$.Execution.RoleArn' }, End: true };
  expect(await tryState(state, { roleArn: undefined })).toMatchObject({ output: { role: null } });
});

describe('an inspection of a Map', () => {
  const distributed = {
    ...items,
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
  };
  const inspectionOf = async (fields: object, request: Request) => {
    const map = { Type: 'Map', ItemProcessor: distributed, End: true, ...fields };
    const answer = await tryState(map, { mock: { result: [0] }, inspectionLevel: 'DEBUG', ...request });
    return answer['inspectionData'];
  };
  const reader = (config: object) => ({
    Resource: 'arn:aws:states:::s3:getObject',
    ReaderConfig: { InputType: 'JSON', ...config },
    Parameters: { Bucket: 'b', 'Key.$': '$.key' },
  });

  test('shows the batches that its items make', async () => {
    const ItemBatcher = { MaxItemsPerBatch: 2, BatchInput: { 'for.$': '$.shop' } };
    const ItemSelector = { 'n.$': '$$.Map.Item.Value' };
    const fields = { ItemsPath: '$.list', ItemSelector, ItemBatcher };
    expect(await inspectionOf(fields, { input: { list: [1, 2, 3], shop: 's' } })).toMatchObject({
      afterItemBatcher: [
        { BatchInput: { for: 's' }, Items: [{ n: 1 }, { n: 2 }] },
        { BatchInput: { for: 's' }, Items: [{ n: 3 }] },
      ],
    });
  });

  test('shows batches in JSONata, by their size too', async () => {
    const ItemBatcher = { MaxInputBytesPerBatch: '{% $states.input.bytes %}' };
    const fields = { QueryLanguage: 'JSONata', Items: '{% $states.input.list %}', ItemBatcher };
    expect(await inspectionOf(fields, { input: { list: [10, 20, 30], bytes: 18 } })).toMatchObject({
      afterItemBatcher: [{ Items: [10, 20] }, { Items: [30] }],
    });
  });

  test('shows what ItemsPointer leads to, and what becomes of it', async () => {
    const fields = {
      ItemReader: reader({ ItemsPointer: '/shop/orders', MaxItems: 2 }),
      ItemSelector: { 'o.$': '$$.Map.Item.Value', 'from.$': '$$.Map.Item.Source' },
    };
    const mapItemReaderData = JSON.stringify({ shop: { orders: [7, 8, 9] } });
    const request = { input: { key: 'k' }, stateConfiguration: { mapItemReaderData } };
    expect(await inspectionOf(fields, request)).toMatchObject({
      afterItemsPointer: [7, 8, 9],
      afterItemSelector: [
        { o: 7, from: 'S3://b/k' },
        { o: 8, from: 'S3://b/k' },
      ],
    });
  });

  test('knows the members of an object as items', async () => {
    const fields = { ItemsPath: '$.prices', ItemBatcher: { MaxItemsPerBatch: 9 } };
    expect(await inspectionOf(fields, { input: { prices: { a: 1, b: 2 } } })).toMatchObject({
      afterItemsPath: { a: 1, b: 2 },
      afterItemBatcher: [
        {
          Items: [
            { Key: 'a', Value: 1 },
            { Key: 'b', Value: 2 },
          ],
        },
      ],
    });
  });

  test('says nothing of filters that the state does not have, or that lead nowhere', async () => {
    expect(await inspectionOf({ ItemsPath: '$.list' }, { input: { list: [1] } })).toEqual({
      input: { list: [1] },
      afterInputPath: { list: [1] },
      afterItemsPath: [1],
      maxConcurrency: 0,
      afterResultSelector: [0],
      afterResultPath: [0],
    });
    const fields = { ItemReader: reader({ ItemsPointer: '/x' }), ItemBatcher: { MaxItemsPerBatch: 2 } };
    const request = { input: { key: 'k' }, stateConfiguration: { mapItemReaderData: '{}' } };
    expect(await inspectionOf(fields, request)).toEqual(
      expect.not.objectContaining({ afterItemBatcher: expect.anything() }),
    );
  });
});

describe('an inspection of an HTTP task', () => {
  const definition = JSON.stringify({
    Type: 'Task',
    Resource: 'arn:aws:states:::http:invoke',
    Parameters: {
      ApiEndpoint: 'https://api.example.com/a',
      Method: 'POST',
      Authentication: { ConnectionArn: 'arn:aws:events:us-east-1:123456789012:connection/pay/1' },
    },
    End: true,
  });
  const exchange = {
    request: {
      method: 'POST',
      url: 'https://api.example.com/a?id=7',
      headers: [
        ['Range', 'bytes=0-262144'],
        ['X-Shop', 'a'],
      ],
      body: '{"n":1}',
    },
    response: {
      statusCode: 201,
      statusMessage: 'Created',
      headers: [
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
      ],
      body: '{"id":7}',
    },
  } as const;
  const inspectionOf = async (request: Request, seen: HttpExchange = exchange) => {
    const api = testApi();
    const answer = api.call('TestState', { definition, roleArn, ...request });
    await new Promise((resolve) => setImmediate(resolve));
    const [started] = api.tasks.started;
    started?.observer?.onExchange?.(seen);
    started?.report({ type: 'succeeded', output: {} });
    return (await answer).body['inspectionData'] as Request | undefined;
  };

  test.each([false, true])(
    'shows request and response, secrets revealed or not: %p',
    async (revealSecrets) => {
      expect(await inspectionOf({ inspectionLevel: 'TRACE', revealSecrets })).toMatchObject({
        result: '{}',
        request: {
          protocol: 'https',
          method: 'POST',
          url: 'https://api.example.com/a?id=7',
          headers: '[Range: bytes=0-262144, X-Shop: a]',
          body: '{"n":1}',
        },
        response: {
          protocol: 'https',
          statusCode: '201',
          statusMessage: 'Created',
          headers: '[Set-Cookie: a=1, Set-Cookie: b=2]',
          body: '{"id":7}',
        },
      });
    },
  );

  test('shows the request alone where nobody answers', async () => {
    const seen = await inspectionOf({ inspectionLevel: 'TRACE' }, { request: exchange.request });
    expect(seen).toHaveProperty('request.method', 'POST');
    expect(seen).not.toHaveProperty('response');
  });

  test('shows neither at the other levels', async () => {
    expect(await inspectionOf({ inspectionLevel: 'DEBUG' })).not.toHaveProperty('request');
    expect(await inspectionOf({ inspectionLevel: 'INFO' })).toBeUndefined();
  });
});
