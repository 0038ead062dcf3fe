import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateStateMachineCommand,
  DescribeStateMachineCommand,
  ListStateMachinesCommand,
  SFNClient,
  StartSyncExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type App, DefaultStackSynthesizer, type IStackSynthesizer, Stack } from 'aws-cdk-lib/core';
import { z } from 'zod';
import { defineTask, emit, invoke, workflow } from '../../asl/index.ts';
import { WorkflowStateMachine } from '../../infra/workflow-state-machine.ts';
import { serve } from '../../local/index.ts';
import { hasMoto, type Moto, startMoto } from '../support/moto.ts';
import { bundleOfNothing } from './bundle-of-nothing.ts';
import { uncheckedApp } from './unchecked-app.ts';

/** The template goes through somebody else's CloudFormation, and what comes out of it is run here. */
if (!hasMoto) process.stdout.write('skipped: moto is not installed, whose CloudFormation would be asked\n');

const Text = z.object({ text: z.string() });
const shout = defineTask('Shout', {
  input: Text,
  output: Text,
  handler: ({ text }) => ({ text: text.toUpperCase() }),
});
const shouting = workflow('Shouting', { type: 'EXPRESS', input: Text, timeoutSeconds: 60 }, (input) =>
  invoke(shout, input),
);

let moto: Moto;
const connection = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

beforeAll(async () => {
  if (hasMoto) moto = await startMoto();
}, 30_000);
afterAll(() => moto?.close());

(hasMoto ? test : test.skip)(
  'a deployed machine is found in the cloud and runs here',
  async () => {
    const { definition = '' } = await deployed();
    expect(JSON.parse(definition)).toEqual(emit(shouting));

    const served = await serve([shouting]);
    const local = new SFNClient({ ...connection, endpoint: served.url, disableHostPrefix: true });
    const { stateMachineArn } = await local.send(
      new CreateStateMachineCommand({
        name: 'FromTheCloud',
        type: 'EXPRESS',
        roleArn: 'arn:aws:iam::123456789012:role/any',
        definition: definition.replaceAll(/\$\{(\w+)\}/g, '$1'),
      }),
    );
    const { output } = await local.send(
      new StartSyncExecutionCommand({ stateMachineArn, input: '{"text":"ahoy"}' }),
    );
    await served.close();
    expect(JSON.parse(output ?? '')).toEqual({ text: 'AHOY' });
  },
  120_000,
);

async function deployed() {
  const endpoint = moto.url;
  const template = JSON.stringify(templateOf());
  await uploadCode(template);
  await new CloudFormationClient({ ...connection, endpoint }).send(
    new CreateStackCommand({
      StackName: 'Shouting',
      TemplateBody: template,
      Capabilities: ['CAPABILITY_IAM'],
    }),
  );
  const cloud = new SFNClient({ ...connection, endpoint });
  const { stateMachines: [found] = [] } = await cloud.send(new ListStateMachinesCommand({}));
  return cloud.send(new DescribeStateMachineCommand({ stateMachineArn: found?.stateMachineArn }));
}

function templateOf(): object {
  const synthesizer = new DefaultStackSynthesizer({
    generateBootstrapVersionRule: false,
  }) as IStackSynthesizer;
  const stack = new Stack(uncheckedApp({ analyticsReporting: false }), 'Shouting', { synthesizer });
  new WorkflowStateMachine(stack, 'Shouting', { workflow: shouting, tasks: bundleOfNothing });
  return (stack.node.root as App).synth().getStackByName('Shouting').template as object;
}

/** Functions want code that is there; what is in it nobody asks here. */
async function uploadCode(template: string): Promise<void> {
  const s3 = new S3Client({ ...connection, endpoint: moto.url, forcePathStyle: true });
  const Bucket = 'cdk-hnb659fds-assets-123456789012-us-east-1';
  await s3.send(new CreateBucketCommand({ Bucket }));
  for (const [, Key] of template.matchAll(/"S3Key":"([^"]+)"/g)) {
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: emptyArchive }));
  }
}

/** The end-of-directory record alone: a ZIP file without files. */
const emptyArchive = Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex');
