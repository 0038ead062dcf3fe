import { expect, test } from '@jest/globals';
import { idleMonth } from '../../../infra/cost/idle-month.ts';

const alarm = { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'ExecutionsFailed' } };
const stat = { MetricStat: {} };
const onTwo = {
  Type: 'AWS::CloudWatch::Alarm',
  Properties: { Metrics: [{ Expression: 'a - b' }, stat, stat] },
};

test.each([
  ['an alarm', alarm, 0.1],
  ['an alarm on two metrics', onTwo, 0.2],
  ['a secret', { Type: 'AWS::SecretsManager::Secret' }, 0.4],
  ['a stream on demand', { Type: 'AWS::Kinesis::Stream' }, 29.2],
  ['a stream of two shards', { Type: 'AWS::Kinesis::Stream', Properties: { ShardCount: 2 } }, 21.9],
  ['a firewall of three rules', { Type: 'AWS::WAFv2::WebACL', Properties: { Rules: [{}, {}, {}] } }, 8],
  ['a function', { Type: 'AWS::Lambda::Function' }, 0],
])('%s costs what the price table says', (_what, resource, dollars) => {
  expect(idleMonth({ Resources: { One: resource, Other: { Type: 'AWS::SQS::Queue' } } })).toBeCloseTo(
    dollars,
  );
});

test('a stack costs what is in it', () => {
  expect(idleMonth({ Resources: { One: alarm, Other: alarm } })).toBeCloseTo(0.2);
});
