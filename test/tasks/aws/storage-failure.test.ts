import { expect, test } from '@jest/globals';
import { TaskError } from '../../../asl/builder/task-error.ts';
import { storageFailureOf } from '../../../tasks/aws/storage-failure.ts';

const answered = (name: string, httpStatusCode: number) =>
  Object.assign(new Error('said the service'), { name, $metadata: { httpStatusCode } });
const unreached = (code: string) => Object.assign(new Error('connect'), { code });

test.each([
  ['a throttle of DynamoDB', answered('ProvisionedThroughputExceededException', 400)],
  ['a throttle of S3', answered('SlowDown', 503)],
  ['an internal error', answered('InternalError', 500)],
  ['too many requests', answered('TooManyRequests', 429)],
  ['a refused connection', unreached('ECONNREFUSED')],
  ['a broken connection', unreached('ECONNRESET')],
  ['a request that took too long', Object.assign(new Error('timeout'), { name: 'TimeoutError' })],
])('calls %s StorageUnavailable', (_title, thrown) => {
  expect(storageFailureOf(thrown)).toMatchObject({ name: 'StorageUnavailable', cause: thrown });
});

test.each([
  ['a missing permission', answered('AccessDenied', 403)],
  ['a missing table', answered('ResourceNotFoundException', 400)],
  ['a defect', new TypeError('x is undefined')],
  ['a typed error', new TaskError('TooLarge', 'over the limit')],
])('leaves %s as it is', (_title, thrown) => {
  expect(storageFailureOf(thrown)).toBe(thrown);
});
