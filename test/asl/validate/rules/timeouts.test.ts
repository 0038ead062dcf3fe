import { expect, test } from '@jest/globals';
import { findingsOf, machineWith } from '../harness.ts';

const timeoutsOf = (fields: object) => findingsOf('timeouts', machineWith({ Type: 'Task', ...fields }));

test.each([60, 61])('refuses a heartbeat of %i seconds within 60', (heartbeat) => {
  expect(timeoutsOf({ TimeoutSeconds: 60, HeartbeatSeconds: heartbeat })).toEqual([
    '/States/A/HeartbeatSeconds HeartbeatSeconds must be smaller than TimeoutSeconds',
  ]);
});

test('compares numbers only', () => {
  expect(timeoutsOf({ TimeoutSeconds: 60, HeartbeatSeconds: 59 })).toEqual([]);
  expect(timeoutsOf({ TimeoutSeconds: '{% $t %}', HeartbeatSeconds: 60 })).toEqual([]);
});
