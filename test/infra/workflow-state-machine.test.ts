import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib/core';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test } from '@jest/globals';
import { DetectLabelsCommand } from '@aws-sdk/client-rekognition';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { call, defineTask, invoke, startExecution, waitForTaskToken, workflow } from '../../asl/index.ts';
import { WorkflowStateMachine, type WorkflowStateMachineProps } from '../../infra/workflow-state-machine.ts';
import { bundleOfNothing } from './bundle-of-nothing.ts';
import { uncheckedApp } from './unchecked-app.ts';

const Text = z.object({ text: z.string() });
const shout = defineTask('Shout', { input: Text, output: Text, timeoutSeconds: 7, handler: (text) => text });
const shouting = workflow('Shouting', { input: Text, timeoutSeconds: 60 }, (input) => invoke(shout, input));

function deployed(props: Partial<WorkflowStateMachineProps> = {}): Template {
  const stack = new Stack(uncheckedApp(), 'Test');
  new WorkflowStateMachine(stack, 'Shouting', { workflow: shouting, tasks: bundleOfNothing, ...props });
  return Template.fromStack(stack);
}

test('gives each task its function for arm64', () => {
  deployed().hasResourceProperties('AWS::Lambda::Function', {
    Handler: 'index.Shout',
    Runtime: 'nodejs24.x',
    Architectures: ['arm64'],
    Timeout: 7,
    TracingConfig: { Mode: 'Active' },
    Environment: { Variables: { NODE_OPTIONS: '--enable-source-maps' } },
  });
});

test('traces, and logs what happens without its data', () => {
  deployed().hasResourceProperties('AWS::StepFunctions::StateMachine', {
    TracingConfiguration: { Enabled: true },
    LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
  });
});

test('raises an alarm for each unwished end', () => {
  const alarms = deployed().findResources('AWS::CloudWatch::Alarm');
  const metrics = Object.values(alarms).map(({ Properties: { MetricName } }) => MetricName as string);
  expect(metrics.toSorted()).toEqual([
    'ExecutionThrottled',
    'ExecutionsAborted',
    'ExecutionsFailed',
    'ExecutionsTimedOut',
  ]);
});

test('counts the tokens that wait', () => {
  const asking = workflow('Asking', { input: Text, timeoutSeconds: 60 }, () =>
    waitForTaskToken(shout, (token) => ({ text: token }), { output: Text, timeoutSeconds: 50 }),
  );
  const template = deployed({ workflow: asking });
  template.resourceCountIs('AWS::Logs::MetricFilter', 2);
  template.hasResourceProperties('AWS::CloudWatch::Alarm', { Metrics: Match.anyValue() });
});

test('lets only machines of the account take on the role', () => {
  deployed().hasResourceProperties('AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Statement: [
        {
          Principal: { Service: 'states.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        },
      ],
    },
  });
});

test('deploys versions of machine and functions gradually', () => {
  const template = deployed({ gradualDeployment: { type: 'CANARY', percentage: 10, intervalMinutes: 5 } });
  template.hasResourceProperties('AWS::StepFunctions::StateMachineAlias', {
    Name: 'live',
    DeploymentPreference: { Type: 'CANARY', Percentage: 10, Interval: 5, Alarms: Match.anyValue() },
  });
  template.hasResource('AWS::StepFunctions::StateMachineVersion', { UpdateReplacePolicy: 'Retain' });
  template.hasResourceProperties('AWS::StepFunctions::StateMachine', {
    DefinitionSubstitutions: { Shout: { Ref: Match.stringLikeRegexp('CurrentVersion') } },
  });
});

test('encrypts, tags and keeps as it is told', () => {
  const stack = new Stack(uncheckedApp(), 'Test');
  const encryptionKey = new Key(stack, 'Key');
  new WorkflowStateMachine(stack, 'Shouting', {
    workflow: shouting,
    tasks: bundleOfNothing,
    encryptionKey,
    removalPolicy: RemovalPolicy.RETAIN,
    tags: { team: 'sound' },
  });
  const template = Template.fromStack(stack);
  template.hasResource('AWS::StepFunctions::StateMachine', {
    DeletionPolicy: 'Retain',
    Properties: {
      EncryptionConfiguration: { Type: 'CUSTOMER_MANAGED_KMS_KEY' },
      Tags: [{ Key: 'team', Value: 'sound' }],
    },
  });
});

test('may start and follow the workflows that it starts', () => {
  const app = uncheckedApp();
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const stack = new Stack(app, 'Test');
  const child = new WorkflowStateMachine(stack, 'Child', { workflow: shouting, tasks: bundleOfNothing });
  const parent = workflow('Parent', { input: Text, timeoutSeconds: 60 }, (input) =>
    startExecution(shouting, input),
  );
  new WorkflowStateMachine(stack, 'Parent', { workflow: parent, tasks: bundleOfNothing, starts: [child] });
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: 'states:StartExecution' })]) },
  });
});

test('asks on what an action may be done', () => {
  const writing = workflow('Writing', { input: Text, timeoutSeconds: 60 }, ({ text }) =>
    call(PutItemCommand, { TableName: 'texts', Item: { text: { S: text } } }),
  );
  expect(() => deployed({ workflow: writing })).toThrow(
    "PutItem needs dynamodb:PutItem, and nothing says on what. Add resources: { 'dynamodb:PutItem': [the ARNs] }",
  );
});

test('allows on everything what knows no resources', () => {
  const looking = workflow('Looking', { input: Text, timeoutSeconds: 60 }, ({ text }) =>
    call(DetectLabelsCommand, { Image: { S3Object: { Bucket: 'photos', Name: text } } }),
  );
  deployed({ workflow: looking }).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([{ Action: 'rekognition:DetectLabels', Effect: 'Allow', Resource: '*' }]),
    },
  });
});

test('refuses rights that no state needs', () => {
  expect(() => deployed({ resources: { 's3:DeleteObject': ['arn:aws:s3:::photos/*'] } })).toThrow(
    'No state of the definition needs s3:DeleteObject',
  );
});
