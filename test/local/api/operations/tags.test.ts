import { expect, test } from '@jest/globals';
import { arnOf, createMachine, passDefinition, testApi } from '../../../support/api.ts';

/** TagResource, UntagResource and ListTagsForResource belong together. */
async function tagged() {
  const api = testApi();
  const tags = [{ key: 'a', value: '1' }];
  const resourceArn = await createMachine(api, 'Checkout', passDefinition, { tags, publish: true });
  const list = async () => (await api.call('ListTagsForResource', { resourceArn })).body;
  return { api, resourceArn, list };
}

test('adds tags, the later value of a key winning', async () => {
  const { api, resourceArn, list } = await tagged();
  const tags = [
    { key: 'b', value: '' },
    { key: 'a', value: '2' },
  ];
  expect(await api.call('TagResource', { resourceArn, tags })).toEqual({ status: 200, body: {} });
  expect(await list()).toEqual({
    tags: [
      { key: 'a', value: '2' },
      { key: 'b', value: '' },
    ],
  });
});

test('takes tags away, whether they are there or not', async () => {
  const { api, resourceArn, list } = await tagged();
  await api.call('UntagResource', { resourceArn, tagKeys: ['a', 'z'] });
  expect(await list()).toEqual({ tags: [] });
});

test('tags activities too', async () => {
  const api = testApi();
  const { body } = await api.call('CreateActivity', { name: 'work', tags: [{ key: 'a', value: '1' }] });
  const resourceArn = body['activityArn'];
  await api.call('TagResource', { resourceArn, tags: [{ key: 'b', value: '2' }] });
  expect((await api.call('ListTagsForResource', { resourceArn })).body['tags']).toHaveLength(2);
});

test.each([
  [`${arnOf('Checkout')}:1`, 'ResourceNotFound', `Resource not found: '${arnOf('Checkout')}:1'`],
  ['nonsense', 'InvalidArn', "Invalid Arn: 'Invalid ARN prefix: nonsense'"],
])('refuses to tag %s', async (resourceArn, type, message) => {
  const { api } = await tagged();
  expect(await api.call('TagResource', { resourceArn, tags: [] })).toEqual({
    status: 400,
    body: { __type: type, message },
  });
});
