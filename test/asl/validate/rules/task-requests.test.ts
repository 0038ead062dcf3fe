import { expect, test } from '@jest/globals';
import { findingsOf, jsonataWith, machineWith } from '../harness.ts';

const requestsOf = (definition: unknown) => findingsOf('task-requests', definition);
const sendMessage = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage' };

test('asks for the request of a call', () => {
  expect(requestsOf(machineWith(sendMessage))).toEqual([
    '/States/A Parameters field is required for resource ARN: arn:aws:states:::sqs:sendMessage',
  ]);
  expect(requestsOf(jsonataWith(sendMessage))).toEqual([
    '/States/A Arguments field is required for resource ARN: arn:aws:states:::sqs:sendMessage',
  ]);
});

test('asks for the fields of the request, as text or as path', () => {
  expect(requestsOf(machineWith({ ...sendMessage, Parameters: { 'MessageBody.$': '$' } }))).toEqual([
    "/States/A/Parameters The field 'QueueUrl' is required but was missing",
  ]);
});

test('leaves a request that is computed alone', () => {
  expect(requestsOf(jsonataWith({ ...sendMessage, Arguments: '{% $request %}' }))).toEqual([]);
});

test('asks for the role of Credentials, and for none with an activity', () => {
  const credentials = { Credentials: { InvalidField: 'x' } };
  const activity = 'arn:aws:states:eu-west-1:123456789012:activity:a';
  expect(requestsOf(machineWith({ Type: 'Task', Resource: activity, ...credentials }))).toEqual([
    "/States/A/Credentials The field 'Credentials' is not supported for activities",
  ]);
  expect(requestsOf(machineWith({ Type: 'Task', Resource: '${Price}', ...credentials }))).toEqual([
    "/States/A/Credentials The field 'RoleArn' is required but was missing",
  ]);
});
