import { env } from 'node:process';
import { afterEach, expect, test } from '@jest/globals';
import { parseStart, startCommand } from '../../../local/cli/command-start.ts';
import { said } from '../../support/said.ts';

const given = { ...env };
afterEach(() => {
  for (const name of Object.keys(env)) if (!(name in given)) delete env[name];
});

const start = (...flags: string[]) =>
  said(() => startCommand(parseStart(['workflows/stream-batch.ts', ...flags], {})));

test('says of a module which states had a mocked answer', async () => {
  const { stdout } = await start('--sample', 'queue-down', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ status: 'SUCCEEDED', mocked: ['DeadLetterRecords'] });
});

test('says nothing of mocks where there are none', async () => {
  const { stdout } = await start('--sample', 'all-good');
  expect(stdout).toContain('SUCCEEDED');
  expect(stdout).not.toContain('mocked');
});
