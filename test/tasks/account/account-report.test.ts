import { expect, test } from '@jest/globals';
import { type Outcomes, partsReport } from '../../../tasks/account/account-report.ts';

const changed = { outcome: 'changed' as const, changes: ['Do it'] };
const unchanged = { outcome: 'unchanged' as const };
const failed = { outcome: 'failed' as const, error: { Error: 'Broken', Cause: 'It broke.' } };
const outcomes: Outcomes = {
  unit: unchanged,
  iam: changed,
  trail: unchanged,
  config: [changed, unchanged],
  defaultVpcs: [unchanged, unchanged],
  network: unchanged,
  launchGuard: unchanged,
  directConnect: [],
};

test('is READY when no part has failed and nothing is missing', () => {
  expect(partsReport(outcomes, [])).toMatchObject({
    status: 'READY',
    parts: {
      config: { outcome: 'changed', changes: ['Do it'] },
      defaultVpcs: { outcome: 'unchanged' },
      directConnect: { outcome: 'skipped', because: 'Nobody has asked for it.' },
    },
  });
});

test('is DEGRADED when one region of many has failed', () => {
  expect(partsReport({ ...outcomes, config: [changed, failed] }, [])).toMatchObject({
    status: 'DEGRADED',
    parts: {
      config: {
        outcome: 'failed',
        changes: ['Do it'],
        error: { name: 'Broken', message: 'In 1 of 2 places, of which one says: It broke.' },
      },
    },
  });
});

test('does not believe a part of which something is missing', () => {
  const { status, parts } = partsReport(outcomes, [{ part: 'trail', missing: ['Start the trail'] }]);
  expect(status).toBe('DEGRADED');
  expect(parts.trail.error).toEqual({ name: 'NotAsWanted', message: 'Still missing: Start the trail' });
});

test('leaves a part that has failed its own reason', () => {
  const { parts } = partsReport({ ...outcomes, trail: failed }, [{ part: 'trail', missing: ['Start it'] }]);
  expect(parts.trail.error).toEqual({ name: 'Broken', message: 'It broke.' });
});
