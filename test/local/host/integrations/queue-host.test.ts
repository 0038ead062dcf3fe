import { expect, test } from '@jest/globals';
import { strangeQueueHost } from '../../../../local/host/integrations/queue-host.ts';

test.each([
  ['https://orders', 'orders'],
  ['http://orders:9324/queue', 'orders'],
  ['http://elasticmq:9324/queue', undefined],
  ['http://localhost:9324/queue', undefined],
  ['http://[::1]:9324/queue', undefined],
  ['http://127.0.0.1:9324/queue', undefined],
  ['https://sqs.us-east-1.amazonaws.com/123456789012/orders', undefined],
  ['orders', undefined],
])('of %s the strange host is %s', (QueueUrl, host) => {
  expect(strangeQueueHost({ QueueUrl }, 'http://elasticmq:9324')).toBe(host);
});

test('is none where there is no queue', () => {
  expect(strangeQueueHost({ QueueNamePrefix: 'orders' }, 'in-process')).toBeUndefined();
});
