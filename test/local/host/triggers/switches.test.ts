import { describe, expect, test } from '@jest/globals';
import type { AwsCalls } from '../../../../local/host/triggers/aws-calls.ts';
import { findTriggers, triggerKinds } from '../../../../local/host/triggers/triggers.ts';

/** The requests that each switch makes, of services whose clients need not be installed. */
interface Asked {
  readonly action: string;
  readonly input: object;
}

function service(answers: { readonly [action: string]: object }) {
  const asked: Asked[] = [];
  const call: AwsCalls = async (name, action, input) => {
    asked.push({ action: `${name}:${action}`, input });
    return answers[action] ?? {};
  };
  return { asked, call };
}

async function switching(type: string, enabled: boolean, answers: { readonly [action: string]: object }) {
  const { asked, call } = service(answers);
  const around = {
    call,
    resources: [{ type: 'AWS::ApiGateway::RestApi', logicalId: 'Api', physicalId: 'api1' }],
  };
  await triggerKinds[type]?.setEnabled({ type, logicalId: 'It', physicalId: 'it' }, enabled, around);
  return asked.at(-1);
}

test('stops and starts a pipe', async () => {
  const type = 'AWS::Pipes::Pipe';
  expect(await switching(type, false, {})).toEqual({ action: 'pipes:stopPipe', input: { Name: 'it' } });
  expect(await switching(type, true, {})).toEqual({ action: 'pipes:startPipe', input: { Name: 'it' } });
});

test('says all of a schedule again, in its group', async () => {
  const schedule = { Name: 'it', GroupName: 'nightly', ScheduleExpression: 'rate(1 day)', State: 'ENABLED' };
  const answers = {
    listSchedules: { Schedules: [{ Name: 'it', GroupName: 'nightly' }] },
    getSchedule: schedule,
  };
  expect(await switching('AWS::Scheduler::Schedule', false, answers)).toEqual({
    action: 'scheduler:updateSchedule',
    input: { ...schedule, State: 'DISABLED' },
  });
});

test('names the bus of a rule', async () => {
  const { asked, call } = service({});
  const resource = { type: 'AWS::Events::Rule', logicalId: 'Paid', physicalId: 'shop-bus|paid' };
  await triggerKinds['AWS::Events::Rule']?.setEnabled(resource, false, { call, resources: [] });
  expect(asked).toEqual([
    { action: 'eventbridge:disableRule', input: { Name: 'paid', EventBusName: 'shop-bus' } },
  ]);
});

describe('the stage of an API', () => {
  const type = 'AWS::ApiGateway::Stage';
  const stages = { getStages: { item: [{ stageName: 'it' }] } };
  const limits = (method: string, rate: string, burst: string) => [
    { op: 'replace', path: `/${method}/throttling/rateLimit`, value: rate },
    { op: 'replace', path: `/${method}/throttling/burstLimit`, value: burst },
  ];

  test('lets nobody in, and remembers its limits', async () => {
    const methodSettings = {
      '*/*': { throttlingRateLimit: 100, throttlingBurstLimit: 50 },
      '~1orders/GET': { throttlingRateLimit: 10, throttlingBurstLimit: 5 },
    };
    expect(await switching(type, false, { ...stages, getStage: { methodSettings } })).toEqual({
      action: 'apigateway:updateStage',
      input: {
        restApiId: 'api1',
        stageName: 'it',
        patchOperations: [
          { op: 'replace', path: '/variables/stateyardLimits', value: 'all=100=50,~1orders/GET=10=5' },
          ...limits('*/*', '0', '0'),
          ...limits('~1orders/GET', '0', '0'),
        ],
      },
    });
  });

  test('has its limits again', async () => {
    const variables = { stateyardLimits: 'all=-1=-1,~1orders/GET=10=5' };
    expect(await switching(type, true, { ...stages, getStage: { variables } })).toMatchObject({
      input: {
        patchOperations: [
          { op: 'remove', path: '/variables/stateyardLimits' },
          ...limits('*/*', '-1', '-1'),
          ...limits('~1orders/GET', '10', '5'),
        ],
      },
    });
  });

  test('stays as it is when it is off already', async () => {
    const variables = { stateyardLimits: 'all=100=50' };
    const last = await switching(type, false, { ...stages, getStage: { variables } });
    expect(last?.action).toBe('apigateway:getStage');
  });
});

test('finds triggers on all pages and in nested stacks', async () => {
  const summary = (type: string, name: string) => ({
    ResourceType: type,
    LogicalResourceId: name,
    PhysicalResourceId: name,
    ResourceStatus: 'CREATE_COMPLETE',
  });
  const pages: { readonly [key: string]: object } = {
    shop: { StackResourceSummaries: [summary('AWS::Pipes::Pipe', 'first')], NextToken: 'more' },
    'shop more': { StackResourceSummaries: [summary('AWS::CloudFormation::Stack', 'inner')] },
    inner: { StackResourceSummaries: [summary('AWS::Pipes::Pipe', 'second')] },
  };
  const call: AwsCalls = async (_service, action, input) => {
    if (action === 'describePipe') return { DesiredState: 'RUNNING' };
    const { StackName, NextToken } = input as { readonly StackName: string; readonly NextToken?: string };
    return pages[[StackName, NextToken].filter(Boolean).join(' ')] ?? {};
  };
  expect((await findTriggers('shop', call)).map(({ logicalId }) => logicalId)).toEqual(['first', 'second']);
});
