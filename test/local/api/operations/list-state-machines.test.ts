import { expect, test } from '@jest/globals';
import { createMachine, testApi } from '../../../support/api.ts';

test('lists the machines page by page', async () => {
  const api = testApi();
  for (const name of ['A', 'B', 'C']) await createMachine(api, name);
  const first = await api.call('ListStateMachines', { maxResults: 2 });
  expect(first.body['stateMachines']).toMatchObject([{ name: 'A', type: 'STANDARD' }, { name: 'B' }]);
  const second = await api.call('ListStateMachines', { maxResults: 2, nextToken: first.body['nextToken'] });
  expect(second.body['stateMachines']).toMatchObject([{ name: 'C' }]);
  expect(second.body).not.toHaveProperty('nextToken');
});
