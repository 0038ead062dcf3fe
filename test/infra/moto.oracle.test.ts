import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient, CreateStackCommand, type Parameter } from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateStateMachineCommand,
  DescribeStateMachineCommand,
  ListStateMachinesCommand,
  SFNClient,
  StartSyncExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { emit } from '../../asl/index.ts';
import { stateyardStacks } from '../../infra/stacks.ts';
import { serve } from '../../local/index.ts';
import * as workflows from '../../workflows/index.ts';
import { quote } from '../../workflows/quote.ts';
import { hasMoto, type Moto, startMoto } from '../support/moto.ts';
import { startShop } from '../support/shop.ts';
import { bundleOfNothing } from './bundle-of-nothing.ts';

/** The templates go through somebody else's CloudFormation, and what comes out of it is run here. */
if (!hasMoto) process.stdout.write('skipped: moto is not installed, whose CloudFormation would be asked\n');

const whenMoto = hasMoto ? test : test.skip;
const connection = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
const outdir = mkdtempSync(join(tmpdir(), 'stateyard-moto-'));
let moto: Moto;
/** Definitions of all machines that are in the cloud then. */
let found: readonly string[];

beforeAll(async () => {
  if (!hasMoto) return;
  moto = await startMoto();
  found = await deployed();
}, 120_000);
afterAll(async () => {
  rmSync(outdir, { recursive: true });
  await moto?.close();
});

whenMoto.each(Object.values(workflows).map((workflow) => [workflow.name, workflow] as const))(
  '%s is in the cloud as it was run',
  (_, workflow) => {
    expect(found.map((definition) => JSON.parse(definition))).toContainEqual(emit(workflow));
  },
);

whenMoto('a machine that is found in the cloud runs here', async () => {
  const definition = found.find((text) => text.includes(quote.comment ?? quote.name)) ?? '';
  const shop = await startShop();
  const served = await serve([quote], { surroundings: { now: () => 0, sink: () => {} } });
  const local = new SFNClient({ ...connection, endpoint: served.url, disableHostPrefix: true });
  const { stateMachineArn } = await local.send(
    new CreateStateMachineCommand({
      name: 'FromTheCloud',
      type: 'EXPRESS',
      roleArn: 'arn:aws:iam::123456789012:role/any',
      definition: definition.replaceAll(/\$\{(\w+)\}/g, '$1'),
    }),
  );
  const input = { currency: 'EUR', lines: [{ sku: 'mug-blue', quantity: 2, expectedUnitPrice: 1290 }] };
  const { output } = await local.send(
    new StartSyncExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }),
  );
  await Promise.all([served.close(), shop.close()]);
  expect(JSON.parse(output ?? '')).toMatchObject({ total: 2580 });
});

/** What stacks ask whoever deploys them. */
const parameters: Readonly<Record<string, string>> = {
  AccountSettings: '{}',
  PayerRoleArns: 'arn:aws:iam::123456789012:role/payer',
  PaymentEndpoint: 'https://payments.example.com',
  ProvisioningAccountId: '123456789012',
  TokenAudience: 'shop',
  TokenIssuer: 'https://login.example.com',
  TokenKeys: '{"keys":[]}',
};

async function deployed(): Promise<readonly string[]> {
  const cloudFormation = new CloudFormationClient({ ...connection, endpoint: moto.url });
  const app = stateyardStacks(bundleOfNothing, { outdir, builtinCloudFormationValidation: false });
  const stacks = app.synth().stacks.map(({ stackName, template }) => ({
    StackName: stackName,
    ...asMotoKnows(template as Template),
  }));
  await uploadCode(stacks.map(({ TemplateBody }) => TemplateBody).join(''));
  for (const stack of stacks) {
    await cloudFormation.send(new CreateStackCommand({ ...stack, Capabilities: ['CAPABILITY_IAM'] }));
  }
  const cloud = new SFNClient({ ...connection, endpoint: moto.url });
  const { stateMachines = [] } = await cloud.send(new ListStateMachinesCommand({}));
  const described = stateMachines.map(({ stateMachineArn }) =>
    cloud.send(new DescribeStateMachineCommand({ stateMachineArn })),
  );
  return (await Promise.all(described)).map(({ definition = '' }) => definition);
}

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: object }>>;
  readonly Parameters?: Readonly<Record<string, object>>;
}

/**
 * moto passes over most types that it does not know. Of tables it knows the older type, of secrets none, and nobody has
 * bootstrapped it.
 */
function asMotoKnows({ Resources, Parameters = {}, ...template }: Template): {
  readonly TemplateBody: string;
  readonly Parameters: Parameter[];
} {
  const { Rules: _rules, ...rest } = template as { readonly Rules?: object };
  const { BootstrapVersion: _version, ...own } = Parameters as Record<string, object>;
  const known = Object.entries(Resources).map(([id, { Type, Properties, ...others }]) => {
    const { Replicas: _replicas, ...properties } = Properties as { readonly Replicas?: object };
    return Type === 'AWS::DynamoDB::GlobalTable'
      ? [id, { ...others, Type: 'AWS::DynamoDB::Table', Properties: properties }]
      : [id, { ...others, Type, Properties }];
  });
  const text = JSON.stringify({ ...rest, Parameters: own, Resources: Object.fromEntries(known) });
  return {
    TemplateBody: text.replaceAll(/\{"Ref":"PaymentApiKey\w+"\}/g, '"arn:aws:secretsmanager:::secret:key"'),
    Parameters: Object.keys(own).flatMap((ParameterKey) => {
      const ParameterValue = parameters[ParameterKey];
      return ParameterValue === undefined ? [] : [{ ParameterKey, ParameterValue }];
    }),
  };
}

/** Functions want code that is there; what is in it nobody asks here. */
async function uploadCode(templates: string): Promise<void> {
  const s3 = new S3Client({ ...connection, endpoint: moto.url, forcePathStyle: true });
  const Bucket = 'cdk-hnb659fds-assets-123456789012-us-east-1';
  await s3.send(new CreateBucketCommand({ Bucket }));
  const keys = [...templates.matchAll(/"S3Key":"([^"]+)"/g)].map(([, key]) => key);
  for (const Key of new Set(keys)) await s3.send(new PutObjectCommand({ Bucket, Key, Body: emptyArchive }));
}

/** The end-of-directory record alone: a ZIP file without files. */
const emptyArchive = Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex');
