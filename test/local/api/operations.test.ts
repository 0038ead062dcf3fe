import * as sdk from '@aws-sdk/client-sfn';
import { expect, test } from '@jest/globals';
import { operations } from '../../../local/api/operations.ts';

test('has every operation that the SDK has', () => {
  const commands = Object.keys(sdk)
    .filter((name) => name.endsWith('Command') && !name.startsWith('$'))
    .map((name) => name.slice(0, -'Command'.length));
  expect(commands.length).toBeGreaterThan(30);
  expect([...operations.keys()].toSorted()).toEqual(commands.toSorted());
});
