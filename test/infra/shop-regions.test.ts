import { afterAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shopStacks } from '../../infra/shop-regions.ts';
import { bundleOfNothing } from './bundle-of-nothing.ts';
import { uncheckedApp } from './unchecked-app.ts';

const outdir = mkdtempSync(join(tmpdir(), 'stateyard-regions-'));
afterAll(() => rmSync(outdir, { recursive: true }));

const shopRegions = { home: 'us-east-1', replicas: ['us-east-2'], witness: 'us-west-2' };
const arnIn = (region: string) => `arn:aws:acm:${region}:123456789012:certificate/one`;
const domain = {
  name: 'shop.example.com',
  hostedZoneId: 'Z0123456789',
  certificateArns: { 'us-east-1': arnIn('us-east-1'), 'us-east-2': arnIn('us-east-2') },
};

function synthesized(context: unknown) {
  const app = uncheckedApp({
    outdir: mkdtempSync(join(outdir, 'out-')),
    context: { shopRegions: context, '@aws-cdk/core:defaultCrossStackReferences': 'strong' },
  });
  shopStacks(app, bundleOfNothing);
  const { stacks } = app.synth();
  return new Map(stacks.map((stack) => [stack.stackName, stack]));
}

const stacks = synthesized(JSON.stringify({ ...shopRegions, domain }));
const resourcesOf = (stack: string, type: string) =>
  Object.values(stacks.get(stack)?.template.Resources as Record<string, { Type: string; Properties: object }>)
    .filter(({ Type }) => Type === `AWS::${type}`)
    .map(({ Properties }) => Properties);

test('there is a shop with its door in each region, the home first', () => {
  expect([...stacks.keys()].toSorted()).toEqual([
    'StateyardCheckout-us-east-1',
    'StateyardCheckout-us-east-2',
    'StateyardWeb-us-east-1',
    'StateyardWeb-us-east-2',
  ]);
  const needed = stacks.get('StateyardCheckout-us-east-2')?.dependencies.map(({ id }) => id);
  expect(needed).toContain('StateyardCheckout-us-east-1');
});

test('the home owns tables that all regions read alike', () => {
  const tables = resourcesOf('StateyardCheckout-us-east-1', 'DynamoDB::GlobalTable');
  expect(tables).toHaveLength(3);
  expect(tables).toContainEqual(
    expect.objectContaining({
      TableName: 'StateyardShopOrders',
      MultiRegionConsistency: 'STRONG',
      GlobalTableWitnesses: [{ Region: 'us-west-2' }],
    }),
  );
  expect(resourcesOf('StateyardCheckout-us-east-2', 'DynamoDB::GlobalTable')).toEqual([]);
});

test('another region writes orders into its replica', () => {
  const functions = resourcesOf('StateyardCheckout-us-east-2', 'Lambda::Function');
  expect(functions).toContainEqual(
    expect.objectContaining({
      Environment: { Variables: expect.objectContaining({ ORDERS_TABLE: 'StateyardShopOrders' }) },
    }),
  );
});

test('both answer to one name', () => {
  const names = ['StateyardWeb-us-east-1', 'StateyardWeb-us-east-2'].flatMap((stack) =>
    resourcesOf(stack, 'Route53::RecordSet'),
  );
  const record = expect.objectContaining({
    Name: 'shop.example.com',
    Region: { Ref: 'AWS::Region' },
    HealthCheckId: expect.anything(),
  });
  expect(names).toEqual([record, record]);
});

test.each([
  ['us-east-1', 'The context shopRegions is JSON such as'],
  [{ ...shopRegions, replicas: [] }, 'replicas'],
  [
    { ...shopRegions, domain: { ...domain, certificateArns: {} } },
    'has no certificate of shop.example.com in us-east-1',
  ],
])('%j is refused', (context, message) => {
  expect(() => synthesized(context)).toThrow(message);
});
