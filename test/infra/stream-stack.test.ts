import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import { StreamStack, type StreamStackProps } from '../../infra/stream-stack.ts';
import { bundleOfNothing } from './bundle-of-nothing.ts';
import { uncheckedApp } from './unchecked-app.ts';

/** Synthesis throws at a finding of cdk-nag that nobody has acknowledged. */
const outdir = mkdtempSync(join(tmpdir(), 'stateyard-stream-'));

afterAll(() => rmSync(outdir, { recursive: true }));

/** As infra/stacks.ts has it. */
const flags = { '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy': true };

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

function synthesized(props: Partial<StreamStackProps> = {}, context: object = {}) {
  const app = uncheckedApp({ outdir: mkdtempSync(join(outdir, 'out-')), context: { ...flags, ...context } });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  new StreamStack(app, 'Stream', { tasks: bundleOfNothing, ...props });
  const stack = app.synth().getStackByName('Stream');
  const template = JSON.parse(readFileSync(stack.templateFullPath, 'utf8'));
  return {
    messages: stack.messages,
    resources: Object.values(template.Resources as Record<string, Resource>),
  };
}

const { messages, resources } = synthesized();
const only = (type: string) => resources.find(({ Type }) => Type === `AWS::${type}`)?.Properties;

test('its own settings break no rule', () => {
  expect(messages.map(({ entry }) => entry.data)).toEqual([]);
});

test('the pipe gives up on a record, halves batches and keeps what failed', () => {
  expect(only('Pipes::Pipe')).toMatchObject({
    DesiredState: 'RUNNING',
    SourceParameters: {
      KinesisStreamParameters: {
        BatchSize: 100,
        MaximumRetryAttempts: 50,
        MaximumRecordAgeInSeconds: 86_400,
        OnPartialBatchItemFailure: 'AUTOMATIC_BISECT',
        DeadLetterConfig: expect.anything(),
      },
    },
    TargetParameters: { StepFunctionStateMachineParameters: { InvocationType: 'REQUEST_RESPONSE' } },
  });
});

test('the delivery is buffered, compressed and backed up', () => {
  expect(only('KinesisFirehose::DeliveryStream')).toMatchObject({
    ExtendedS3DestinationConfiguration: {
      BufferingHints: { IntervalInSeconds: 300, SizeInMBs: 64 },
      CompressionFormat: 'GZIP',
      S3BackupMode: 'Enabled',
      ErrorOutputPrefix: expect.stringContaining('!{firehose:error-output-type}'),
    },
  });
});

test.each([
  ['K3', { consumer: { bisect: false } }],
  ['F4', { delivery: { compression: 'UNCOMPRESSED' } }],
] as const)('%s is an error of the synthesis', (rule, props) => {
  const found = synthesized(props).messages.map(
    ({ level, entry }) => `${level} ${JSON.stringify(entry.data)}`,
  );
  expect(found).toEqual([expect.stringContaining(`error "${rule}: `)]);
});

test('the off switch stops the pipe and leaves it there', () => {
  const off = synthesized({}, { 'trigger.stream-pipe': 'off' }).resources;
  expect(off.find(({ Type }) => Type === 'AWS::Pipes::Pipe')?.Properties).toMatchObject({
    DesiredState: 'STOPPED',
  });
});
