import { describe, expect, test } from '@jest/globals';
import type { HttpExchange } from '../../../../local/engine/http-exchange.ts';
import { roleArn, testApi } from '../../../support/api.ts';
import { items, type Request, tryState } from '../try-state.ts';

/** What TestState shows of a state's data at the inspection levels DEBUG and TRACE. */

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
