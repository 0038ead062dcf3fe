import { expect, test } from '@jest/globals';
import {
  activityArn,
  checkActivityArn,
  checkExecutionArn,
  executionArn,
  expressExecutionArn,
  parseStateMachineArn,
  stateMachineArn,
} from '../../../local/engine/arn.ts';

const place = { region: 'eu-west-1', accountId: '111122223333' };
const head = 'arn:aws:states:eu-west-1:111122223333';

test('makes the ARNs of the service', () => {
  expect(stateMachineArn(place, 'A')).toBe(`${head}:stateMachine:A`);
  expect(executionArn(place, 'A', 'e1')).toBe(`${head}:execution:A:e1`);
  expect(expressExecutionArn(place, 'A', 'e1', 'id')).toBe(`${head}:express:A:e1:id`);
  expect(activityArn(place, 'work')).toBe(`${head}:activity:work`);
});

test.each([
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['us-east-1', 'aws'],
])('puts %s into the partition %s', (region, partition) => {
  expect(stateMachineArn({ ...place, region }, 'A')).toMatch(`arn:${partition}:states:${region}:`);
});

test.each([
  ['A', {}],
  ['A:3', { qualifier: '3' }],
  ['A:live', { qualifier: 'live' }],
  ['A/label', { label: 'label' }],
  ['A#Happy', { testCase: 'Happy' }],
  ['A:live#Happy', { qualifier: 'live', testCase: 'Happy' }],
])('takes stateMachine:%s apart', (resource, parts) => {
  expect(parseStateMachineArn(`${head}:stateMachine:${resource}`)).toEqual({
    arn: `${head}:stateMachine:A`,
    name: 'A',
    qualifier: undefined,
    label: undefined,
    testCase: undefined,
    ...parts,
  });
});

test.each(['nonsense', '', 'arn:aws:sqs:eu-west-1:111122223333:q', 'arn:aws:states:::stateMachine:A'])(
  'says that %j has no prefix of ours',
  (text) => {
    expect(() => parseStateMachineArn(text)).toThrow(`Invalid Arn: 'Invalid ARN prefix: ${text}'`);
  },
);

test('says that a resource has the wrong type', () => {
  const wrong = (type: string) => `Invalid Arn: 'Resource type not valid in this context: ${type}'`;
  expect(() => parseStateMachineArn(`${head}:activity:A`)).toThrow(wrong('activity'));
  expect(() => checkExecutionArn(`${head}:express:A:e:id`)).toThrow(wrong('express'));
  expect(() => checkActivityArn(`${head}:stateMachine:A`)).toThrow(wrong('stateMachine'));
});
