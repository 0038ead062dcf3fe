import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../../asl/json.ts';
import { findClientPackage } from '../../../../local/host/sdk/client-package.ts';
import { capitalized, javaMemberName } from '../../../../local/host/sdk/names.ts';
import { type MemberNaming, ParametersError, sdkInput } from '../../../../local/host/sdk/parameters.ts';

/** Shapes are those of the installed clients, so that the tests see what services really have. */
function input(service: string, action: string, parameters: Json, naming: MemberNaming = javaMemberName) {
  const shapes = findClientPackage(service)?.findOperation(action)?.shapes;
  if (shapes === undefined) throw new Error(`${service}:${action} is not installed`);
  return sdkInput(parameters, shapes.input, naming);
}

describe('sdkInput', () => {
  test('gives members the names of the API', () => {
    expect(input('sfn', 'startExecution', { StateMachineArn: 'arn', Name: 'one' })).toEqual({
      stateMachineArn: 'arn',
      name: 'one',
    });
  });

  test('renames within lists, maps and unions, but no keys of maps', () => {
    const parameters = { TableName: 'orders', Item: { BOOL: { Bool: true }, tags: { L: [{ Nul: true }] } } };
    expect(input('dynamodb', 'putItem', parameters)).toEqual({
      TableName: 'orders',
      Item: { BOOL: { BOOL: true }, tags: { L: [{ NULL: true }] } },
    });
  });

  test('keeps the names of the API for optimized integrations', () => {
    const parameters = { TableName: 'orders', Item: { paid: { BOOL: true } } };
    expect(input('dynamodb', 'putItem', parameters, capitalized)).toEqual(parameters);
  });

  test('leaves null out', () => {
    expect(input('s3', 'putObject', { Bucket: 'photos', Key: null })).toEqual({ Bucket: 'photos' });
  });

  test.each<[Json, string]>([
    ['as it is', 'as it is'],
    [{ a: 1 }, '{"a":1}'],
    [['a'], '["a"]'],
    [7, '7'],
    [false, 'false'],
  ])('writes %j as the text of a message', (MessageBody, text) => {
    expect(input('sqs', 'sendMessage', { QueueUrl: 'q', MessageBody })).toEqual({
      QueueUrl: 'q',
      MessageBody: text,
    });
  });

  test('makes bytes of texts', () => {
    expect(input('s3', 'putObject', { Body: { Dict: 'Value' } })).toEqual({
      Body: Buffer.from('{"Dict":"Value"}'),
    });
  });

  test.each<[Json]>([['2026-11-23T10:00:00Z'], [Date.UTC(2026, 10, 23, 10) / 1000]])(
    'makes a date of %j',
    (Time) => {
      expect(input('eventbridge', 'putEvents', { Entries: [{ Time }] })).toEqual({
        Entries: [{ Time: new Date('2026-11-23T10:00:00Z') }],
      });
    },
  );

  test('reads numbers and booleans from texts', () => {
    expect(input('dynamodb', 'query', { Limit: '3', ConsistentRead: 'true' })).toEqual({
      Limit: 3,
      ConsistentRead: true,
    });
  });

  test('refuses a field that the operation does not have', () => {
    expect(() => input('dynamodb', 'putItem', { Item: { paid: { BOOL: true } } })).toThrow(
      new ParametersError('The field "BOOL" is not supported by Step Functions'),
    );
  });

  test.each<[string, Json]>([
    ['Limit', 'many'],
    ['ConsistentRead', 'yes'],
    ['AttributesToGet', 'one'],
    ['ExpressionAttributeNames', []],
  ])('refuses what is no %s', (field, value) => {
    expect(() => input('dynamodb', 'query', { [field]: value })).toThrow(
      new ParametersError(`The value of the field '${field}' has an invalid format`),
    );
  });

  test.each<[Json]>([[null], ['text'], [[]]])('refuses %j in place of parameters', (parameters) => {
    expect(() => input('sqs', 'listQueues', parameters)).toThrow(ParametersError);
  });
});
