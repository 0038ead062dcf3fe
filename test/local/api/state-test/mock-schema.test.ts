import { expect, test } from '@jest/globals';
import type { Json } from '../../../../asl/json.ts';
import { checkMockSchema, type FieldValidationMode } from '../../../../local/api/state-test/mock-schema.ts';
import type { ResultShape } from '../../../../local/engine/result-shape.ts';

const text: ResultShape = { kind: 'string' };
const line: ResultShape = {
  kind: 'structure',
  members: () => new Map([['Sku', text]]),
  required: ['Sku'],
};
const order: ResultShape = {
  kind: 'structure',
  members: () =>
    new Map<string, ResultShape>([
      ['Id', text],
      ['Total', { kind: 'number' }],
      ['IsGift', { kind: 'boolean' }],
      ['Lines', { kind: 'list', element: () => line }],
      ['Labels', { kind: 'map', value: () => text }],
      ['Extra', { kind: 'any' }],
    ]),
  required: ['Id'],
};

const taskState = { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:shop:getOrder' };

function check(result: Json, mode: FieldValidationMode = 'STRICT', state = taskState): void {
  checkMockSchema(state, result, { mode, models: { resultShape: () => order } });
}

test.each<[Json, string]>([
  [{}, "Required field 'Id' is missing"],
  [{ id: 'o-1' }, "Required field 'Id' is missing"],
  [{ Id: 1 }, "Field 'Id' must be a string"],
  [{ Id: 'o-1', Total: '9' }, "Field 'Total' must be a number"],
  [{ Id: 'o-1', IsGift: 'no' }, "Field 'IsGift' must be a boolean"],
  [{ Id: 'o-1', Lines: {} }, "Field 'Lines' must be an array"],
  [{ Id: 'o-1', Lines: ['a'] }, "Field 'Lines' must be an object"],
  [{ Id: 'o-1', Lines: [{ Sku: [] }] }, "Field 'Sku' must be a string"],
  [{ Id: 'o-1', Lines: [{}] }, "Required field 'Sku' is missing"],
  [{ Id: 'o-1', Labels: [] }, "Field 'Labels' must be an object"],
  [{ Id: 'o-1', Labels: { a: 1 } }, "Field 'Labels' must be a string"],
])('refuses %j', (result, reason) => {
  expect(() => check(result)).toThrow(`Mock result schema validation error: ${reason}`);
});

test.each<[Json, FieldValidationMode]>([
  [{ Id: 'o-1', Total: 9, Lines: [{ Sku: 'a' }], Extra: [1], Unknown: 1, Labels: null }, 'STRICT'],
  [{}, 'PRESENT'],
  [{ Lines: [{}] }, 'PRESENT'],
  [{ Id: 1 }, 'NONE'],
  ['anything', 'STRICT'],
])('takes %j in mode %s', (result, mode) => {
  expect(() => check(result, mode)).not.toThrow();
});

test('looks at what is present in mode PRESENT too', () => {
  expect(() => check({ Total: '9' }, 'PRESENT')).toThrow("Field 'Total' must be a number");
});

test('compares nothing but tasks', () => {
  expect(() => check({}, 'STRICT', { ...taskState, Type: 'Parallel' })).not.toThrow();
});
