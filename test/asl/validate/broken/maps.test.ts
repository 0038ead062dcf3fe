import { describe } from '@jest/globals';
import { missingTarget, type Mutation, mutated, testMutations, violation } from './mutation.ts';
import { soundJsonPath } from './sound-definitions.ts';

const branch = '/States/Both/Branches/0';
const branches: readonly Mutation[] = [
  ['missing Branches', '/States/Both/Branches', undefined, violation('/States/Both')],
  ['empty Branches', '/States/Both/Branches', []],
  ['Branches that are an object', '/States/Both/Branches', {}],
  ['a branch that is a text', branch, 'Notify'],
  ['a branch without StartAt', `${branch}/StartAt`, undefined, violation(branch)],
  ['a branch without States', `${branch}/States`, undefined, violation(branch)],
  ['a branch with no states', `${branch}/States`, {}],
  [
    'a branch that starts in another',
    `${branch}/StartAt`,
    'Archive',
    missingTarget(`${branch}/StartAt`),
    missingTarget(`${branch}/States/Notify`),
  ],
  [
    'a state that nothing in its branch leads to',
    `${branch}/States/Lost`,
    { Type: 'Succeed' },
    missingTarget(`${branch}/States/Lost`),
  ],
  ['a QueryLanguage of a branch', `${branch}/QueryLanguage`, 'JSONPath'],
  ['TimeoutSeconds of a branch', `${branch}/TimeoutSeconds`, 1],
  ['a Version of a branch', `${branch}/Version`, '1.0'],
  ['a ProcessorConfig of a branch', `${branch}/ProcessorConfig`, {}],
  [
    'one name in two branches',
    '/States/Both/Branches/1',
    { StartAt: 'Notify', States: { Notify: { Type: 'Succeed' } } },
    '/States/Both/Branches/1/States/Notify DUPLICATE_STATE_NAME',
  ],
  [
    'a name in a branch and around it',
    '/States/Both/Branches/1',
    { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } },
    '/States/Both/Branches/1/States/Done DUPLICATE_STATE_NAME',
  ],
];

const processor = '/States/Each/ItemProcessor';
const distributed = '/States/Import/ItemProcessor/ProcessorConfig';
const processors: readonly Mutation[] = [
  ['a missing ItemProcessor', processor, undefined, violation('/States/Each')],
  [
    'Iterator beside ItemProcessor',
    '/States/Each/Iterator',
    { StartAt: 'Z', States: { Z: { Type: 'Succeed' } } },
  ],
  ['an ItemProcessor that is a list', processor, []],
  ['an ItemProcessor without StartAt', `${processor}/StartAt`, undefined, violation(processor)],
  ['a QueryLanguage of an ItemProcessor', `${processor}/QueryLanguage`, 'JSONata'],
  [
    'a transition out of a Map',
    `${processor}/States/Pack`,
    { Type: 'Pass', Next: 'Done' },
    missingTarget(`${processor}/States/Pack/Next`),
  ],
  ['an unknown Mode', `${processor}/ProcessorConfig/Mode`, 'PARALLEL'],
  ['a Mode in lower case', `${processor}/ProcessorConfig/Mode`, 'inline'],
  ['an ExecutionType of a Map that runs inline', `${processor}/ProcessorConfig/ExecutionType`, 'EXPRESS'],
  [
    'a Distributed Map without ExecutionType',
    `${distributed}/ExecutionType`,
    undefined,
    violation(distributed),
  ],
  ['an unknown ExecutionType', `${distributed}/ExecutionType`, 'FAST'],
  ['an unknown field of ProcessorConfig', `${processor}/ProcessorConfig/Type`, 'x'],
  ['a ProcessorConfig that is a text', `${processor}/ProcessorConfig`, 'INLINE'],
];

const items: readonly Mutation[] = [
  ['MaxConcurrency below 0', '/States/Each/MaxConcurrency', -1],
  ['MaxConcurrency with a fraction', '/States/Each/MaxConcurrency', 1.5],
  ['MaxConcurrency in quotes', '/States/Each/MaxConcurrency', '2'],
  ['MaxConcurrencyPath beside MaxConcurrency', '/States/Each/MaxConcurrencyPath', '$.n'],
  ['an ItemsPath that is no path', '/States/Each/ItemsPath', 'lines'],
  ['an ItemsPath with a wildcard', '/States/Each/ItemsPath', '$.lines[*]'],
  ['an ItemsPath that is null', '/States/Each/ItemsPath', null],
  ['Items in JSONPath', '/States/Each/Items', []],
  ['Parameters beside ItemSelector', '/States/Each/Parameters', {}],
  ['an ItemSelector that is a text', '/States/Each/ItemSelector', '$.line'],
  [
    'an ItemReader of a Map that runs inline',
    '/States/Each/ItemReader',
    soundJsonPath.States.Import.ItemReader,
  ],
  ['an ItemBatcher of a Map that runs inline', '/States/Each/ItemBatcher', { MaxItemsPerBatch: 1 }],
  [
    'a ResultWriter of a Map that runs inline',
    '/States/Each/ResultWriter',
    soundJsonPath.States.Import.ResultWriter,
  ],
  ['ToleratedFailurePercentage above 100', '/States/Import/ToleratedFailurePercentage', 101],
  ['ToleratedFailurePercentage below 0', '/States/Import/ToleratedFailurePercentage', -1],
  ['ToleratedFailurePercentagePath beside it', '/States/Import/ToleratedFailurePercentagePath', '$.p'],
  ['ToleratedFailureCount below 0', '/States/Import/ToleratedFailureCount', -1],
  ['ToleratedFailureCount with a fraction', '/States/Import/ToleratedFailureCount', 1.5],
  [
    'a Label of 41 characters',
    '/States/Import/Label',
    'x'.repeat(41),
    '/States/Import/Label INVALID_LABEL_NAME',
  ],
  ['a Label with a space', '/States/Import/Label', 'a b', '/States/Import/Label INVALID_LABEL_NAME'],
  ['an empty Label', '/States/Import/Label', '', '/States/Import/Label INVALID_LABEL_NAME'],
  ['a Label that is a number', '/States/Import/Label', 1],
  ['one Label twice', '/States/Each/Label', 'import', '/States/Import/Label DUPLICATE_LABEL_NAME'],
];

const reader = '/States/Import/ItemReader';
const config = `${reader}/ReaderConfig`;
const readers: readonly Mutation[] = [
  ['a reader that writes', `${reader}/Resource`, 'arn:aws:states:::s3:putObject'],
  ['a reader through the SDK', `${reader}/Resource`, 'arn:aws:states:::aws-sdk:s3:getObject'],
  ['a reader without Resource', `${reader}/Resource`, undefined, violation(reader)],
  ['a reader without Parameters', `${reader}/Parameters`, undefined, violation(reader)],
  ['a reader without Bucket', `${reader}/Parameters/Bucket`, undefined, violation(`${reader}/Parameters`)],
  ['a reader without Key', `${reader}/Parameters/Key.$`, undefined, violation(`${reader}/Parameters`)],
  ['a reader of a file without ReaderConfig', config, undefined, violation(reader)],
  ['a reader of a file without InputType', `${config}/InputType`, undefined, violation(config)],
  ['an unknown InputType', `${config}/InputType`, 'XML'],
  ['an unknown CSVHeaderLocation', `${config}/CSVHeaderLocation`, 'SECOND_ROW'],
  ['CSV without CSVHeaderLocation', `${config}/CSVHeaderLocation`, undefined, violation(config)],
  ['given headers that are missing', `${config}/CSVHeaders`, undefined, violation(config)],
  ['given headers that are none', `${config}/CSVHeaders`, []],
  ['given headers that are numbers', `${config}/CSVHeaders`, [1], violation(`${config}/CSVHeaders/0`)],
  ['an unknown CSVDelimiter', `${config}/CSVDelimiter`, ';'],
  [
    'CSV settings of JSON',
    config,
    { InputType: 'JSON', CSVDelimiter: 'PIPE' },
    violation(`${config}/CSVDelimiter`),
  ],
  ['MaxItems below 0', `${config}/MaxItems`, -1],
  ['MaxItems of more than 100 million', `${config}/MaxItems`, 100_000_001],
  ['MaxItemsPath beside MaxItems', `${config}/MaxItemsPath`, '$.n'],
  ['an unknown ManifestType', `${config}/ManifestType`, 'GLUE'],
  ['an unknown Transformation', `${config}/Transformation`, 'FLATTEN'],
  ['an unknown field of a reader', `${reader}/Format`, 'CSV'],
];

const batcher = '/States/Import/ItemBatcher';
const writer = '/States/Import/ResultWriter';
const batches: readonly Mutation[] = [
  ['MaxItemsPerBatch 0', `${batcher}/MaxItemsPerBatch`, 0],
  ['MaxItemsPerBatch below 0', `${batcher}/MaxItemsPerBatch`, -1],
  ['MaxItemsPerBatchPath beside MaxItemsPerBatch', `${batcher}/MaxItemsPerBatchPath`, '$.n'],
  ['a batch without a limit', `${batcher}/MaxItemsPerBatch`, undefined, violation(batcher)],
  ['batches of more than 256 KiB', `${batcher}/MaxInputBytesPerBatch`, 262_145],
  ['MaxInputBytesPerBatch 0', `${batcher}/MaxInputBytesPerBatch`, 0],
  ['an ItemBatcher that is a list', batcher, []],
  ['a writer that reads', `${writer}/Resource`, 'arn:aws:states:::s3:getObject'],
  ['a writer without Parameters', `${writer}/Parameters`, undefined, violation(writer)],
  ['a writer without Bucket', `${writer}/Parameters/Bucket`, undefined, violation(`${writer}/Parameters`)],
  ['an unknown OutputType', `${writer}/WriterConfig/OutputType`, 'CSV'],
  ['an unknown Transformation of results', `${writer}/WriterConfig/Transformation`, 'ZIP'],
  ['an empty ResultWriter', writer, {}],
];

testMutations(soundJsonPath, [...branches, ...processors, ...items, ...readers, ...batches]);

describe('as an Express machine', () => {
  const inline = mutated(soundJsonPath, '/States/Import', { Type: 'Pass', Next: 'Done' });
  const express = mutated(inline, '/States/Ask', { Type: 'Pass', Next: 'Pause' });
  const activity = 'arn:aws:states:us-east-1:111111111111:activity:charge';
  const job = { Resource: 'arn:aws:states:::glue:startJobRun.sync', Parameters: { JobName: 'j' } };
  const resource = violation('/States/Ask/Resource');
  testMutations(
    express,
    [
      ['a task token', '/States/Ask', soundJsonPath.States.Ask, resource],
      ['an activity', '/States/Ask', { Type: 'Task', Resource: activity, Next: 'Pause' }, resource],
      ['a job', '/States/Ask', { Type: 'Task', ...job, Next: 'Pause' }, resource],
      [
        'a Distributed Map',
        '/States/Import',
        soundJsonPath.States.Import,
        violation('/States/Import/ItemProcessor/ProcessorConfig/Mode'),
      ],
    ],
    { type: 'EXPRESS' },
  );
});
