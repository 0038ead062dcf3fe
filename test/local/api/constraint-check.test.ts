import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { checkConstraints } from '../../../local/api/constraint-check.ts';
import * as shapes from '../../../local/api/shapes.ts';
import { ApiError } from '../../../local/engine/api-error.ts';

const shape = z.object({
  name: shapes.name,
  maxResults: shapes.pageSize.optional(),
  statusFilter: shapes.executionStatus.optional(),
  input: shapes.data.optional(),
  tags: shapes.tags.optional(),
  publish: z.boolean().optional(),
});

function refusal(body: unknown): string {
  try {
    checkConstraints(shape, body);
  } catch (error) {
    if (error instanceof ApiError) return `${error.type}: ${error.message}`;
    throw error;
  }
  return 'accepted';
}

const one = 'ValidationException: 1 validation error detected: ';

describe('members outside their constraints', () => {
  test.each([
    [{}, "Value null at 'name' failed to satisfy constraint: Member must not be null"],
    [{ name: null }, "Value null at 'name' failed to satisfy constraint: Member must not be null"],
    [
      { name: '' },
      "Value '' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      { name: 'a', maxResults: 1001 },
      "Value '1001' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 1000",
    ],
    [
      { name: 'a', statusFilter: 'succeeded' },
      "Value 'succeeded' at 'statusFilter' failed to satisfy constraint: Member must satisfy enum value set: [SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]",
    ],
    [
      {
        name: 'a',
        tags: [
          { key: 'k', value: 'v' },
          { key: '', value: 'v' },
        ],
      },
      "Value '' at 'tags.2.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
  ])('answers %j in the service’s words', (body, message) => {
    expect(refusal(body)).toBe(one + message);
  });

  test('counts all of them in one message', () => {
    expect(refusal({ maxResults: -1 })).toBe(
      "ValidationException: 2 validation errors detected: Value null at 'name' failed to satisfy constraint: Member must not be null; Value '-1' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 0",
    );
  });

  test('never repeats a sensitive value', () => {
    expect(refusal({ name: 'a', input: 'x'.repeat(262_145) })).toBe(
      `${one}Value at 'input' failed to satisfy constraint: Member must have length less than or equal to 262144`,
    );
  });
});

describe('members of the wrong type', () => {
  test.each([
    [{ name: 5 }, 'NUMBER_VALUE can not be converted to String'],
    [{ name: true }, 'TRUE_VALUE can not be converted to String'],
    [{ name: 'a', maxResults: '5' }, 'STRING_VALUE can not be converted to Integer'],
    [{ name: 'a', maxResults: 1.5 }, 'DECIMAL_VALUE can not be converted to Integer'],
    [{ name: 'a', statusFilter: 7 }, 'NUMBER_VALUE can not be converted to String'],
    [{ name: {} }, 'Start of structure or map found where not expected.'],
    [{ name: [] }, 'Start of list found where not expected.'],
    [[], 'Start of list found where not expected.'],
  ])('makes %j a SerializationException', (body, message) => {
    expect(refusal(body)).toBe(`SerializationException: ${message}`);
  });
});

test('drops members that the operation does not know', () => {
  expect(checkConstraints(shape, { name: 'a', colour: 'red' })).toEqual({ name: 'a' });
});
