/** A checkout that uses every type of state and most fields, with nothing to say against it, in both query languages. */

const retrier = {
  ErrorEquals: ['Throttled'],
  IntervalSeconds: 1,
  MaxAttempts: 3,
  BackoffRate: 2,
  MaxDelaySeconds: 20,
  JitterStrategy: 'FULL',
};

const branches = [
  { StartAt: 'Notify', States: { Notify: { Type: 'Pass', End: true } } },
  { StartAt: 'Archive', States: { Archive: { Type: 'Succeed' } } },
];

const packing = {
  ProcessorConfig: { Mode: 'INLINE' },
  StartAt: 'Pack',
  States: { Pack: { Type: 'Pass', End: true } },
};

const storing = {
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
  StartAt: 'Store',
  States: { Store: { Type: 'Pass', End: true } },
};

const readerConfig = {
  InputType: 'CSV',
  CSVHeaderLocation: 'GIVEN',
  CSVHeaders: ['sku', 'count'],
  CSVDelimiter: 'PIPE',
  MaxItems: 1000,
};

const queueUrl = 'https://sqs.us-east-1.amazonaws.com/111111111111/approvals';

export const soundJsonPath = {
  Comment: 'takes an order',
  Version: '1.0',
  TimeoutSeconds: 900,
  StartAt: 'Prepare',
  States: {
    Prepare: {
      Type: 'Pass',
      Comment: 'gives the order a number',
      Parameters: { 'lines.$': '$.lines', 'total.$': '$.total', 'id.$': "States.Format('order-{}', $.id)" },
      ResultPath: '$.order',
      Assign: { 'orderId.$': '$.id' },
      Next: 'Charge',
    },
    Charge: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'charge', 'Payload.$': '$.order' },
      ResultSelector: { 'chargeId.$': '$.Payload.id' },
      ResultPath: '$.charge',
      TimeoutSeconds: 30,
      HeartbeatSeconds: 10,
      Retry: [retrier],
      Catch: [
        { ErrorEquals: ['Declined'], ResultPath: '$.error', Next: 'Refuse' },
        { ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Refuse' },
      ],
      Next: 'Decide',
    },
    Decide: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.total', NumericGreaterThan: 100, Next: 'Ask' },
        {
          And: [
            { Variable: '$.gift', IsPresent: true },
            { Not: { Variable: '$.gift', BooleanEquals: false } },
          ],
          Next: 'Pause',
        },
      ],
      Default: 'Both',
    },
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: {
        QueueUrl: queueUrl,
        MessageBody: { 'token.$': '$$.Task.Token', 'orderId.$': '$orderId' },
      },
      TimeoutSeconds: 600,
      HeartbeatSeconds: 60,
      ResultPath: null,
      Next: 'Pause',
    },
    Pause: { Type: 'Wait', Seconds: 5, Next: 'Both' },
    Both: { Type: 'Parallel', Branches: branches, ResultPath: '$.both', Next: 'Each' },
    Each: {
      Type: 'Map',
      ItemsPath: '$.lines',
      ItemSelector: { 'line.$': '$$.Map.Item.Value' },
      MaxConcurrency: 2,
      ItemProcessor: packing,
      ResultPath: '$.packed',
      Next: 'Import',
    },
    Import: {
      Type: 'Map',
      Label: 'import',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: readerConfig,
        Parameters: { Bucket: 'orders', 'Key.$': '$.key' },
      },
      ItemBatcher: { MaxItemsPerBatch: 10, BatchInput: { 'orderId.$': '$.id' } },
      ItemProcessor: storing,
      ToleratedFailurePercentage: 5,
      ResultWriter: {
        Resource: 'arn:aws:states:::s3:putObject',
        WriterConfig: { OutputType: 'JSONL', Transformation: 'COMPACT' },
        Parameters: { Bucket: 'orders', Prefix: 'results' },
      },
      ResultPath: '$.imported',
      Next: 'Done',
    },
    Done: { Type: 'Succeed', OutputPath: '$.order' },
    Refuse: { Type: 'Fail', ErrorPath: '$.error.Error', Cause: 'The order was refused.' },
  },
};

export const soundJsonata = {
  Comment: 'takes an order',
  QueryLanguage: 'JSONata',
  TimeoutSeconds: 900,
  StartAt: 'Prepare',
  States: {
    Prepare: {
      Type: 'Pass',
      Output: { id: '{% $states.input.id %}', lines: '{% $states.input.lines %}' },
      Assign: { orderId: '{% $states.input.id %}', total: '{% $sum($states.input.lines.price) %}' },
      Next: 'Charge',
    },
    Charge: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: 'charge', Payload: '{% $states.input %}' },
      Output: '{% $merge([$states.input, {"charge": $states.result.Payload}]) %}',
      Assign: { chargeId: '{% $states.result.Payload.id %}' },
      TimeoutSeconds: 30,
      HeartbeatSeconds: '{% $min([10, $total]) %}',
      Retry: [retrier],
      Catch: [
        {
          ErrorEquals: ['States.ALL'],
          Output: '{% $merge([$states.input, {"error": $states.errorOutput}]) %}',
          Assign: { reason: '{% $states.errorOutput.Error %}' },
          Next: 'Refuse',
        },
      ],
      Next: 'Decide',
    },
    Decide: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $total > 100 %}', Assign: { large: true }, Next: 'Ask' }],
      Default: 'Both',
    },
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Arguments: {
        QueueUrl: queueUrl,
        MessageBody: {
          token: '{% $states.context.Task.Token %}',
          text: '{% $large ? $chargeId : $orderId %}',
        },
      },
      TimeoutSeconds: 600,
      HeartbeatSeconds: 60,
      Output: '{% $states.input %}',
      Next: 'Pause',
    },
    Pause: { Type: 'Wait', Seconds: '{% $total > 1000 ? 60 : 5 %}', Next: 'Both' },
    Both: {
      Type: 'Parallel',
      Arguments: { id: '{% $orderId %}' },
      Branches: branches,
      Output: '{% $states.input %}',
      Next: 'Each',
    },
    Each: {
      Type: 'Map',
      Items: '{% $states.input.lines %}',
      ItemSelector: { line: '{% $states.context.Map.Item.Value %}' },
      MaxConcurrency: 2,
      ItemProcessor: packing,
      Output: '{% $states.input %}',
      Next: 'Import',
    },
    Import: {
      Type: 'Map',
      Label: 'import',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: readerConfig,
        Arguments: { Bucket: 'orders', Key: '{% $orderId & ".csv" %}' },
      },
      ItemBatcher: { MaxItemsPerBatch: 10, BatchInput: { id: '{% $orderId %}' } },
      ItemProcessor: storing,
      ToleratedFailureCount: 5,
      ResultWriter: {
        Resource: 'arn:aws:states:::s3:putObject',
        WriterConfig: { OutputType: 'JSON', Transformation: 'NONE' },
        Arguments: { Bucket: 'orders', Prefix: 'results' },
      },
      Output: '{% $states.input %}',
      Next: 'Done',
    },
    Done: { Type: 'Succeed', Output: { id: '{% $orderId %}' } },
    Refuse: { Type: 'Fail', Error: '{% $reason %}', Cause: 'The order was refused.' },
  },
};
