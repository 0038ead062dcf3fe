import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { eq, executionName, format } from '../../../../asl/builder/operators.ts';
import { choice } from '../../../../asl/builder/states/choice.ts';
import { distributedMap } from '../../../../asl/builder/states/distributed-map.ts';
import { invoke } from '../../../../asl/builder/states/invoke.ts';
import {
  csvItems,
  jsonItems,
  jsonLinesItems,
  manifestItems,
  parquetItems,
  s3Objects,
} from '../../../../asl/builder/states/item-reader.ts';
import { map } from '../../../../asl/builder/states/map.ts';
import { workflow } from '../../../../asl/builder/workflow.ts';
import { charge, emitted, input, invoking, notify, Order } from '../sample-tasks.ts';

const Row = z.object({ sku: z.string() });

describe('distributedMap', () => {
  test('reads rows of an object and hands outer values in with each', () => {
    const importing = workflow('Importing', { input: Order }, (order) => {
      const charged = invoke(charge, { amount: order.total });
      return distributedMap(
        csvItems({ bucket: 'imports', key: order.orderId }, { item: Row, maxItems: 500 }),
        (row) => {
          invoke(notify, { text: format`${row.sku} of ${order.orderId}` });
          choice(eq(charged.chargeId, row.sku), () => invoke(notify, { text: order.orderId }));
          return row.sku;
        },
        {
          as: 'Rows',
          label: 'rows',
          maxConcurrency: 100,
          tolerated: { failurePercentage: 5, failureCount: 10 },
          executionType: 'EXPRESS',
        },
      );
    });
    expect(emitted(importing).States['Rows']).toEqual({
      Type: 'Map',
      Label: 'rows',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW', MaxItems: 500 },
        Arguments: { Bucket: 'imports', Key: input('orderId') },
      },
      ItemSelector: {
        item: '{% $states.context.Map.Item.Value %}',
        orderId: input('orderId'),
        chargeId: '{% $charge.chargeId %}',
      },
      MaxConcurrency: 100,
      ToleratedFailureCount: 10,
      ToleratedFailurePercentage: 5,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
        StartAt: 'Notify',
        States: {
          Notify: {
            ...invoking('Notify', {
              text: "{% $states.input.item.sku & ' of ' & $states.input.orderId %}",
            }),
            Assign: {
              item: '{% $states.input.item %}',
              orderId: '{% $states.input.orderId %}',
              chargeId: '{% $states.input.chargeId %}',
            },
            Next: 'ChargeIdIsSku',
          },
          ChargeIdIsSku: {
            Type: 'Choice',
            Choices: [{ Condition: '{% $chargeId = $item.sku %}', Next: 'Notify2' }],
            Default: 'RowsDone',
          },
          Notify2: { ...invoking('Notify', { text: '{% $orderId %}' }), Next: 'RowsDone' },
          RowsDone: { Type: 'Succeed', Output: '{% $item.sku %}' },
        },
      },
      End: true,
    });
    expect(emitted(importing, 'JSONPath').States['Rows']).toMatchObject({
      ItemReader: { Parameters: { Bucket: 'imports', 'Key.$': '$$.Execution.Input.orderId' } },
      ItemSelector: {
        results: {
          'item.$': '$$.Map.Item.Value',
          'orderId.$': '$$.Execution.Input.orderId',
          'chargeId.$': '$.results.charge.Payload.chargeId',
        },
      },
      ItemProcessor: {
        States: {
          ChargeIdIsSku: { Choices: [{ Or: expect.any(Array), Next: 'Notify2' }], Default: 'RowsDone' },
          RowsDone: { Type: 'Succeed', OutputPath: '$.results.item.sku' },
        },
      },
    });
  });

  test('gives batches to the function and writes results away', () => {
    const batching = workflow('Batching', { input: Order }, (order) => {
      const run = distributedMap(
        s3Objects({ bucket: 'photos', prefix: order.email }),
        (objects) => map(objects, (one) => invoke(notify, { text: format`${one.Key} ${order.orderId}` })),
        {
          batch: { maxItems: 10, maxInputBytes: order.total },
          resultWriter: { bucket: 'results', prefix: executionName(), outputType: 'JSONL' },
        },
      );
      return run.ResultWriterDetails.Key;
    });
    expect(emitted(batching).States['DistributedMap']).toEqual({
      Type: 'Map',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:listObjectsV2',
        Arguments: { Bucket: 'photos', Prefix: input('email') },
      },
      ItemBatcher: {
        MaxItemsPerBatch: 10,
        MaxInputBytesPerBatch: input('total'),
        BatchInput: { orderId: input('orderId') },
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'MapInput',
        States: {
          MapInput: {
            Type: 'Pass',
            Assign: { orderId: '{% $states.input.BatchInput.orderId %}' },
            Next: 'Map',
          },
          Map: {
            Type: 'Map',
            Items: '{% $states.input.Items %}',
            ItemProcessor: {
              ProcessorConfig: { Mode: 'INLINE' },
              StartAt: 'Notify',
              States: {
                Notify: {
                  ...invoking('Notify', { text: "{% $states.input.Key & ' ' & $orderId %}" }),
                  Output: '{% $states.result.Payload %}',
                  End: true,
                },
              },
            },
            End: true,
          },
        },
      },
      ResultWriter: {
        Resource: 'arn:aws:states:::s3:putObject',
        WriterConfig: { OutputType: 'JSONL' },
        Arguments: { Bucket: 'results', Prefix: '{% $states.context.Execution.Name %}' },
      },
      Output: '{% $states.result.ResultWriterDetails.Key %}',
      End: true,
    });
    expect(emitted(batching, 'JSONPath').States['DistributedMap']).toMatchObject({
      ItemBatcher: {
        MaxItemsPerBatch: 10,
        MaxInputBytesPerBatchPath: '$$.Execution.Input.total',
        BatchInput: { 'orderId.$': '$$.Execution.Input.orderId' },
      },
      ItemProcessor: {
        States: {
          Map: {
            ItemsPath: '$.Items',
            ItemSelector: {
              results: { 'item.$': '$$.Map.Item.Value', 'orderId.$': '$.BatchInput.orderId' },
            },
          },
        },
      },
    });
  });

  const at = { bucket: 'b', key: 'k' };

  test.each([
    [
      'CSV with given headers',
      csvItems(at, { item: Row, headers: ['sku'], delimiter: 'TAB' }),
      { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['sku'], CSVDelimiter: 'TAB' },
    ],
    ['JSON', jsonItems(at, { item: Row, pointer: '/rows' }), { InputType: 'JSON', ItemsPointer: '/rows' }],
    ['JSON Lines', jsonLinesItems(at, { item: Row }), { InputType: 'JSONL' }],
    ['Parquet', parquetItems(at, { item: Row }), { InputType: 'PARQUET' }],
    [
      'a manifest',
      manifestItems(at, { item: Row, manifestType: 'S3_INVENTORY' }),
      { InputType: 'MANIFEST', ManifestType: 'S3_INVENTORY' },
    ],
  ])('reads %s', (_what, reader, ReaderConfig) => {
    const reading = workflow('Reading', { input: Order }, () =>
      distributedMap(reader, (row) => invoke(notify, { text: row.sku }), {}),
    );
    expect(emitted(reading).States['DistributedMap']).toMatchObject({
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig,
        Arguments: { Bucket: 'b', Key: 'k' },
      },
    });
  });

  test('runs over a list at hand', () => {
    const listed = workflow('Listed', { input: Order }, (order) =>
      distributedMap(
        order.lines,
        (line, index) => invoke(notify, { text: format`${index} ${line.sku}` }),
        {},
      ),
    );
    expect(emitted(listed).States['DistributedMap']).toMatchObject({
      Items: input('lines'),
      ItemSelector: {
        item: '{% $states.context.Map.Item.Value %}',
        index: '{% $states.context.Map.Item.Index %}',
      },
    });
  });
});
