import { expect, test } from '@jest/globals';
import { detailOf, type DrawnType } from '../../../../asl/graph/words/detail.ts';
import type { JsonObject } from '../../../../asl/json.ts';

test.each<[DrawnType, JsonObject, string]>([
  ['Wait', { Seconds: 1 }, '1 second'],
  ['Wait', { Seconds: 90 }, '90 seconds'],
  ['Wait', { Seconds: 7200 }, '2 hours'],
  ['Wait', { SecondsPath: '$.delay' }, 'delay seconds'],
  ['Wait', { Seconds: '{% $states.input.delay %}' }, 'delay seconds'],
  ['Wait', { TimestampPath: '$.due' }, 'until due'],
  ['Fail', { Error: 'OutOfStock' }, 'OutOfStock'],
  ['Fail', { ErrorPath: '$.error.Error' }, 'error.Error'],
  ['Parallel', { Branches: [{}, {}, {}] }, '3 branches at once'],
  ['Parallel', { Branches: [{}] }, '1 branch'],
  ['Map', { MaxConcurrency: 1 }, 'for each item, one at a time'],
  [
    'Map',
    {
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' } },
      ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: { InputType: 'CSV' } },
      MaxConcurrency: 50,
    },
    'distributed, for each item of S3 CSV, 50 at a time',
  ],
  [
    'Task',
    { Resource: 'arn:aws:states:::sns:publish.waitForTaskToken' },
    'SNS Publish, waits for a callback',
  ],
  ['Pass', {}, ''],
])('tells of a %s with %j: %s', (type, fields, detail) => {
  expect(detailOf(type, fields)).toBe(detail);
});

test('does not repeat the name of a Fail', () => {
  expect(detailOf('Fail', { Error: 'OUT_OF_STOCK' }, 'OutOfStock')).toBe('');
});
