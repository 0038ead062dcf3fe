import { expect, test } from '@jest/globals';
import { parseResource } from '../../../../local/engine/compile/task.ts';
import type { ResultShape } from '../../../../local/engine/result-shape.ts';
import { serviceModels } from '../../../../local/host/integrations/result-model.ts';

const shapeOf = (resource: string) => serviceModels.resultShape(parseResource(resource));

/** The shape as far down as the path leads; `0` leads into a list. */
function at(resource: string, ...path: readonly string[]): ResultShape | undefined {
  let shape = shapeOf(resource);
  for (const name of path) {
    if (shape?.kind === 'list') shape = shape.element();
    else shape = shape?.kind === 'structure' ? shape.members().get(name) : undefined;
  }
  return shape;
}

test.each([
  ['arn:aws:states:::events:putEvents', ['Entries', '0', 'EventId'], 'string'],
  ['arn:aws:states:::lambda:invoke', ['StatusCode'], 'number'],
  ['arn:aws:states:::lambda:invoke', ['Payload'], 'any'],
  ['arn:aws:states:::states:startExecution', ['StartDate'], 'string'],
  ['arn:aws:states:::dynamodb:putItem', ['ConsumedCapacity', 'CapacityUnits'], 'number'],
  ['arn:aws:states:::dynamodb:getItem', ['Item'], 'map'],
  ['arn:aws:states:::aws-sdk:s3:getObject', ['ETag'], 'string'],
  ['arn:aws:states:::aws-sdk:s3:getObject', ['SsekmsKeyId'], 'string'],
  ['arn:aws:states:::aws-sdk:s3:getObject', ['DeleteMarker'], 'boolean'],
])('of %s %j is a %s', (resource, path, kind) => {
  expect(at(resource, ...path)?.kind).toBe(kind);
});

test('knows what is required', () => {
  expect(shapeOf('arn:aws:states:::states:startExecution')).toMatchObject({
    required: ['ExecutionArn', 'StartDate'],
  });
  expect(shapeOf('arn:aws:states:::events:putEvents')).toMatchObject({ required: [] });
});

test.each([
  'arn:aws:states:::lambda:invoke.waitForTaskToken',
  'arn:aws:states:::states:startExecution.sync:2',
  'arn:aws:states:::aws-sdk:nosuchservice:doThings',
  'arn:aws:states:::aws-sdk:s3:noSuchThing',
  'arn:aws:states:::bedrock:invokeModel',
  'arn:aws:states:::http:invoke',
  'arn:aws:lambda:us-east-1:123456789012:function:F',
])('knows nothing of %s', (resource) => {
  expect(shapeOf(resource)).toBeUndefined();
});
