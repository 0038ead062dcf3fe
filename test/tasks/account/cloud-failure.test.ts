import { expect, test } from '@jest/globals';
import { TaskError } from '../../../asl/builder/task-error.ts';
import { cloudFailureOf } from '../../../tasks/account/cloud-failure.ts';

const thrown = (name: string, httpStatusCode?: number) =>
  Object.assign(new Error('why'), { name, ...(httpStatusCode && { $metadata: { httpStatusCode } }) });

test.each([
  ['AccessDenied', 403, 'AccountNotReady'],
  ['OptInRequired', 400, 'AccountNotReady'],
  ['ThrottlingException', 400, 'CloudUnavailable'],
  ['ConcurrentModificationException', 400, 'CloudUnavailable'],
  ['InternalFailure', 500, 'CloudUnavailable'],
  ['ECONNRESET', undefined, 'CloudUnavailable'],
  ['LimitExceededException', 409, 'LimitExceededException'],
  ['MaximumNumberOfTrailsExceededException', 400, 'MaximumNumberOfTrailsExceededException'],
])('%s with status %s becomes %s', (name, status, becomes) => {
  expect(cloudFailureOf(thrown(name, status))).toMatchObject({ name: becomes });
});

test('leaves alone what a task has said itself', () => {
  const said = new TaskError('StackFailed', 'It was rolled back.');
  expect(cloudFailureOf(said)).toBe(said);
});
