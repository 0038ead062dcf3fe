import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readAssembly } from '../../../../local/host/assembly/read-assembly.ts';

const root = mkdtempSync(join(tmpdir(), 'read-assembly-'));
afterAll(() => rmSync(root, { recursive: true }));

function folder(name: string, files: { readonly [path: string]: unknown }): string {
  for (const [path, content] of Object.entries(files)) {
    const file = join(root, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  }
  return join(root, name);
}

const stack = (templateFile: string, environment = 'aws://unknown-account/unknown-region') => ({
  type: 'aws:cloudformation:stack',
  environment,
  properties: { templateFile },
});
const assets = (key: string, path: string) => ({
  files: { one: { source: { path, packaging: 'file' }, destinations: { here: { objectKey: key } } } },
});

test('reads stacks, those of stages, and where they are deployed', () => {
  const path = folder('stages', {
    'manifest.json': {
      artifacts: {
        Shop: stack('Shop.template.json', 'aws://111122223333/eu-west-1'),
        Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
        'assembly-Prod': { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } },
      },
    },
    'Shop.template.json': { Resources: {} },
    'assembly-Prod/manifest.json': { artifacts: { ProdShop: stack('Shop.template.json') } },
    'assembly-Prod/Shop.template.json': { Resources: {} },
  });
  expect(readAssembly(path)).toMatchObject([
    { name: 'Shop', accountId: '111122223333', region: 'eu-west-1' },
    { name: 'ProdShop', folder: join(path, 'assembly-Prod') },
  ]);
});

test('finds the template of a nested stack among the assets', () => {
  const path = folder('nested', {
    'manifest.json': {
      artifacts: {
        Shop: stack('Shop.template.json'),
        'Shop.assets': { type: 'cdk:asset-manifest', properties: { file: 'Shop.assets.json' } },
      },
    },
    'Shop.assets.json': assets('abc.json', 'Inner.nested.template.json'),
    'Shop.template.json': {
      Resources: {
        Inner: {
          Type: 'AWS::CloudFormation::Stack',
          Properties: { TemplateURL: { 'Fn::Join': ['', ['https://s3/', { Ref: 'Bucket' }, '/abc.json']] } },
        },
      },
    },
    'Inner.nested.template.json': { Resources: {} },
  });
  const [outer, inner] = readAssembly(path);
  expect(inner).toMatchObject({ name: 'Shop-Inner', nestedIn: { logicalId: 'Inner' } });
  expect(inner?.nestedIn?.stack).toBe(outer);
});

test('finds the assets beside a single template of CDK', () => {
  const path = folder('alone', {
    'Shop.template.json': { Resources: {} },
    'Shop.assets.json': assets('abc.zip', 'asset.abc'),
  });
  const [shop] = readAssembly(join(path, 'Shop.template.json'));
  expect(shop?.assets).toEqual(new Map([['abc.zip', join(path, 'asset.abc')]]));
});

test('reads the template of a folder that SAM has built', () => {
  const path = folder('build', { 'template.yaml': 'Resources: {}' });
  expect(readAssembly(path)).toMatchObject([{ name: 'build', folder: path }]);
});

test.each([
  ['a folder without templates', folder('empty', { 'read.me': '' }), 'it has neither manifest.json nor'],
  ['a manifest that is none', folder('broken', { 'manifest.json': '[' }), 'cannot be read'],
  ['another manifest', folder('other', { 'manifest.json': { artifacts: [] } }), 'is not as CDK writes it'],
  [
    'a template that is not there',
    folder('gone', { 'manifest.json': { artifacts: { A: stack('a.json') } } }),
    'cannot be read',
  ],
])('refuses %s', (_what, path, message) => {
  expect(() => readAssembly(path)).toThrow(message);
});
