import { describe, expect, test } from '@jest/globals';
import { roleArn, testApi } from '../../../support/api.ts';
import { items, tryState } from '../try-state.ts';

const task = (more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'work', 'Payload.$': '$.payload' },
  End: true,
  ...more,
});
const failure = { errorOutput: { error: 'Broken', cause: 'It fell.' } };

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

test('shows the role as null where none is given', async () => {
  const state = { Type: 'Pass', Parameters: { 'role.$': '$$.Execution.RoleArn' }, End: true };
  expect(await tryState(state, { roleArn: undefined })).toMatchObject({ output: { role: null } });
});
