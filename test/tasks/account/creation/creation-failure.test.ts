import { CreateAccountFailureReason } from '@aws-sdk/client-organizations';
import { expect, test } from '@jest/globals';
import { creationFailure } from '../../../../tasks/account/creation/creation-failure.ts';

const reasons = Object.values(CreateAccountFailureReason);

test('tries again what passes by itself, and an address that may be ours', () => {
  expect(reasons.filter((reason) => creationFailure(reason).verdict === 'AGAIN').toSorted()).toEqual([
    'CONCURRENT_ACCOUNT_MODIFICATION',
    'EMAIL_ALREADY_EXISTS',
    'INTERNAL_FAILURE',
  ]);
});

test('has advice of its own for every reason of the API', () => {
  const unknown = creationFailure('A_REASON_OF_TOMORROW');
  expect(unknown.verdict).toBe('REFUSED');
  expect(reasons.filter((reason) => creationFailure(reason).advice === unknown.advice)).toEqual([]);
});
