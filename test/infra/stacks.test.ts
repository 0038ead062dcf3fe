import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { App, type AppProps } from 'aws-cdk-lib/core';
import type { WorkflowDefinition } from '../../asl/builder/construct.ts';
import { emit } from '../../asl/builder/emit/emit.ts';
import { idleMonth } from '../../infra/cost/idle-month.ts';
import { withoutResources } from '../../infra/permissions/action-resources.ts';
import type { IamAction } from '../../infra/permissions/call-actions.ts';
import { callsOf } from '../../infra/permissions/definition-calls.ts';
import { checked, stateyardStacks } from '../../infra/stacks.ts';
import { isTriggerOn } from '../../infra/trigger-switch.ts';
import * as workflows from '../../workflows/index.ts';
import { bundleOfNothing } from './bundle-of-nothing.ts';

/**
 * Every stack, synthesized once, with the checks of cdk-nag and of the CDK: synthesis throws at a finding nobody has
 * acknowledged.
 */
const outdir = mkdtempSync(join(tmpdir(), 'stateyard-stacks-'));
const templates = synthesized(checked);
const machines = templates.flatMap((template) => machinesOf(template));

afterAll(() => rmSync(outdir, { recursive: true }));

interface Resource {
  readonly Type: string;
  readonly Properties: { readonly [name: string]: unknown };
}
type Template = {
  readonly stackName: string;
  readonly Resources: { readonly [logicalId: string]: Resource };
};
interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

function synthesized(made: (app: App) => App, settings: AppProps = {}): readonly Template[] {
  const app = stateyardStacks(bundleOfNothing, { outdir: mkdtempSync(join(outdir, 'out-')), ...settings });
  const assembly = made(app).synth();
  return assembly.stacks.map(({ stackName, templateFullPath }) => ({
    ...(JSON.parse(readFileSync(templateFullPath, 'utf8')) as Template),
    stackName,
  }));
}

function resourcesOf(
  template: Template,
  type: string,
): readonly (readonly [string, Resource['Properties']])[] {
  return Object.entries(template.Resources)
    .filter(([, { Type }]) => Type === type)
    .map(([logicalId, { Properties }]) => [logicalId, Properties]);
}

function machinesOf(template: Template) {
  return resourcesOf(template, 'AWS::StepFunctions::StateMachine').map(([, properties]) => ({
    template,
    text: String(properties['DefinitionString']),
    comment: (JSON.parse(String(properties['DefinitionString'])) as { readonly Comment?: string }).Comment,
    substitutions: properties['DefinitionSubstitutions'] as {
      readonly [name: string]: { 'Fn::GetAtt': [string, string] };
    },
    role: (properties['RoleArn'] as { 'Fn::GetAtt': [string, string] })['Fn::GetAtt'][0],
  }));
}

function machineOf(workflow: WorkflowDefinition) {
  const found = machines.find(({ comment }) => comment === workflow.comment);
  if (found === undefined) throw new Error(`No stack has ${workflow.name}.`);
  return found;
}

function statementsOf({ template, role }: ReturnType<typeof machineOf>): readonly Statement[] {
  return resourcesOf(template, 'AWS::IAM::Policy')
    .filter(([, { Roles }]) => JSON.stringify(Roles).includes(`"${role}"`))
    .flatMap(
      ([, { PolicyDocument }]) => (PolicyDocument as { readonly Statement: readonly Statement[] }).Statement,
    );
}

describe.each(Object.values(workflows).map((workflow) => [workflow.name, workflow] as const))(
  '%s',
  (_, workflow) => {
    test('is deployed as the text that was run', () => {
      expect(machineOf(workflow).text).toBe(JSON.stringify(emit(workflow)));
    });

    test('has the function of each task behind its placeholder', () => {
      const { template, substitutions } = machineOf(workflow);
      const handlers = Object.entries(substitutions).map(
        ([
          name,
          {
            'Fn::GetAtt': [logicalId],
          },
        ]) => [name, template.Resources[logicalId]?.Properties['Handler']],
      );
      expect(handlers).toEqual(workflow.tasks.map(({ name }) => [name, `index.${name}`]));
    });

    test('may invoke its functions and no others', () => {
      const { substitutions } = machineOf(workflow);
      const statements = statementsOf(machineOf(workflow)).filter(
        ({ Action }) => Action === 'lambda:InvokeFunction',
      );
      const named = JSON.stringify(statements.map(({ Resource }) => Resource)).matchAll(
        /"Fn::GetAtt":\["(\w+)","Arn"\]/g,
      );
      const bound = Object.values(substitutions).map(({ 'Fn::GetAtt': [logicalId] }) => logicalId);
      expect(new Set([...named].map(([, logicalId]) => logicalId))).toEqual(new Set(bound));
    });

    test('may call what its definition calls, and nothing else', () => {
      const allowed = statementsOf(machineOf(workflow)).flatMap(({ Action }) => Action);
      const own = allowed.filter((action) => !/^(logs|xray|lambda):/.test(action));
      const called = callsOf(emit(workflow))
        .filter(({ asOtherRole }) => !asOtherRole)
        .map(({ integration }) => integration)
        .filter((integration) => integration.startsWith('aws-sdk:'))
        .map((integration) => integration.replace('aws-sdk:', ''));
      const expected = [...called, ...(behindCalls[workflow.name] ?? [])];
      expect(inOrder(own)).toEqual(inOrder(expected));
    });
  },
);

function inOrder(actions: readonly string[]): readonly string[] {
  return [...new Set(actions.map((action) => action.toLowerCase()))].toSorted();
}

/** What a call needs that its name does not say. */
const behindCalls: Readonly<Record<string, readonly string[]>> = {
  /** The role of the payer that it calls as. */
  AccountProvisioning: ['sts:AssumeRole'],
  /** Rekognition reads photos with the rights of its caller. */
  ImageRecognition: ['s3:GetObject'],
  DataLakeIngest: [
    // The Map Run: its children, its list of items, the results of its children.
    'states:StartExecution',
    'states:DescribeExecution',
    'states:StopExecution',
    'states:RedriveExecution',
    's3:GetObject',
    's3:PutObject',
    's3:ListMultipartUploadParts',
    's3:AbortMultipartUpload',
    // athena:startQueryExecution.sync, and what the query reads with the rights of its caller.
    'athena:StartQueryExecution',
    'athena:StopQueryExecution',
    'athena:GetQueryExecution',
    'glue:GetDatabase',
    'glue:GetPartition',
    'glue:BatchGetPartition',
    's3:ListBucket',
    's3:GetBucketLocation',
  ],
};

test('no policy allows every action', () => {
  const actions = templates
    .flatMap((template) => resourcesOf(template, 'AWS::IAM::Policy'))
    .flatMap(
      ([, { PolicyDocument }]) => (PolicyDocument as { readonly Statement: readonly Statement[] }).Statement,
    )
    .flatMap(({ Action }) => Action);
  expect(actions.filter((action) => action.includes('*'))).toEqual([]);
});

test('services take on roles for resources of this account alone', () => {
  const trusts = templates
    .flatMap((template) => resourcesOf(template, 'AWS::IAM::Role'))
    .map(([, { AssumeRolePolicyDocument }]) => JSON.stringify(AssumeRolePolicyDocument))
    .filter((trust) => /"(events|firehose|pipes|scheduler|states)\.amazonaws\.com"/.test(trust));
  expect(trusts.filter((trust) => !trust.includes('"aws:SourceAccount":{"Ref":"AWS::AccountId"}'))).toEqual(
    [],
  );
});

test('no secret becomes a setting that others may read', () => {
  expect(templates.filter((template) => JSON.stringify(template).includes('{{resolve:'))).toEqual([]);
});

test('everything allowed on every resource has none to name', () => {
  const actions = templates
    .flatMap((template) => resourcesOf(template, 'AWS::IAM::Policy'))
    .flatMap(
      ([, { PolicyDocument }]) => (PolicyDocument as { readonly Statement: readonly Statement[] }).Statement,
    )
    .filter(({ Resource }) => Resource === '*')
    .flatMap(({ Action }) => Action);
  const nameable = actions.filter((action) => !/^(logs|xray):/.test(action));
  expect(nameable.filter((action) => !withoutResources.has(action as IamAction))).toEqual([]);
});

test('the page of costs tells what each stack costs while nothing happens', () => {
  const page = readFileSync('docs/costs.md', 'utf8');
  const rows = templates.map((template) => `| ${template.stackName} | $${idleMonth(template).toFixed(2)} |`);
  expect(rows.filter((row) => !page.includes(row))).toEqual([]);
});

test('off switches turn off every rule, schedule, pipe and API', () => {
  const off = synthesized((app) => app, {
    context: { triggers: 'off' },
    builtinCloudFormationValidation: false,
  });
  const all = (type: string) => off.flatMap((template) => resourcesOf(template, type));
  const states = ['AWS::Events::Rule', 'AWS::Scheduler::Schedule'].flatMap(all).map(([, { State }]) => State);
  const pipes = all('AWS::Pipes::Pipe').map(([, { DesiredState }]) => DesiredState);
  const limits = all('AWS::ApiGateway::Stage').flatMap(([, { MethodSettings }]) => MethodSettings);
  expect(new Set([...states, ...pipes])).toEqual(new Set(['DISABLED', 'STOPPED']));
  expect(new Set(limits.map((limit) => (limit as Record<string, number>)['ThrottlingRateLimit']))).toEqual(
    new Set([0]),
  );
});

test('one off switch leaves the other triggers on', () => {
  const app = new App({ context: { 'trigger.image-upload': 'off' } });
  expect([isTriggerOn(app, 'image-upload'), isTriggerOn(app, 'image-ended')]).toEqual([false, true]);
});

test('an off switch that is misspelt is refused', () => {
  expect(() => isTriggerOn(new App({ context: { triggers: 'of' } }), 'image-upload')).toThrow(
    'on or off, not "of"',
  );
});

test('uploads reach the workflow as its own input', () => {
  const [rule] = templates
    .flatMap((template) => resourcesOf(template, 'AWS::Events::Rule'))
    .filter(([logicalId]) => logicalId.startsWith('PhotoUploaded'))
    .map(([, { Targets }]) => (Targets as readonly [{ InputTransformer: { InputTemplate: string } }])[0]);
  expect(rule?.InputTransformer.InputTemplate).toBe(
    '{"bucket":<detail-bucket-name>,"key":<detail-object-key>,"etag":<detail-object-etag>,"versionId":<detail-object-version-id>}',
  );
});
